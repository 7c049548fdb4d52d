//! Rules of family 10, cloud and infrastructure: what a service deletes for good.

pub(super) mod calls;
mod places;
mod steps;

rules! {
    empty_bucket,
    delete_bucket,
    mirror_to_cloud,
    public_bucket,
    drop_delete_protection,
    delete_cloud_machine,
    delete_managed_database,
    delete_backup_copy,
    delete_project,
    delete_cloud_cluster,
    destroy_infrastructure,
    forget_infrastructure,
    delete_state_file,
    open_firewall,
    grant_everything,
    stop_audit,
    destroy_keys,
    delete_identity,
    delete_dns,
    fleet_reboot,
    delete_service,
}
