//! Rules of family 13, network exposure: what a machine opens to others.

mod given;
mod listener;

rules! {
    serve_private_folder,
    serve_secret,
    reverse_shell,
    bind_shell,
    shell_behind_pipe,
    open_web_shell,
    open_database,
    open_control_port,
    open_desktop,
    public_tunnel,
    unchecked_host_key,
    unchecked_certificate,
    open_debugger,
    agent_forwarding,
    open_share,
}
