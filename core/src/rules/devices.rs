//! Rules of family 02, devices and file systems: disks, partitions, volumes.

mod disks;

rules! {
    write_to_device,
    dd_to_device,
    make_file_system,
    erase_device,
    partition_table,
    logical_volume,
    pool_destroyed,
    subvolume_deleted,
    array_erased,
    encrypted_volume,
    mac_disk,
    device_detached,
    memory_written,
    firmware_written,
    image_to_device,
    repair_destroys,
}
