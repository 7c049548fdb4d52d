//! Rules of family 06, system and services: what keeps a machine running and watched.

mod endless;
mod later;
mod services;

rules! {
    fork_bomb,
    firewall_off,
    access_control_off,
    logs_wiped,
    watch_off,
    kill_everything,
    kill_essential,
    power_off,
    kernel_key,
    boot_broken,
    essential_service,
    job_runs_danger,
    startup_runs_danger,
    jobs_lost,
    kernel_setting,
    kernel_module,
    disk_filled,
    memory_filled,
    clock_changed,
    network_cut,
    preload,
    package_lock,
    mining,
}
