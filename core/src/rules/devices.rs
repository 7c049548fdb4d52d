//! Rules of family 02, devices and file systems: disks, partitions, volumes.

rules! {
    write_to_device,
    dd_to_device,
    make_file_system,
}
