//! Rules of family 08, containers and clusters: walls opened, and volumes, objects and machines deleted.

mod engines;
mod objects;

rules! {
    privileged_container,
    host_folder_in_container,
    engine_socket_in_container,
    host_namespace,
    container_capabilities,
    host_disk_in_container,
    prune_volumes,
    remove_every_container,
    compose_down_volumes,
    delete_all_objects,
    delete_namespace,
    remote_manifest,
    force_off_node,
    scale_to_zero,
    apply_prune,
    cluster_admin_for_many,
    helm_uninstall,
    wipe_cluster_store,
    reset_cluster,
    host_shell,
    delete_machine,
}
