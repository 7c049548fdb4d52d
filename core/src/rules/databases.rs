//! Rules of family 09, databases: data dropped or changed without a condition.

mod clients;
mod queries;
mod sql;

rules! {
    drop_database,
    drop_table,
    truncate_table,
    delete_without_where,
    drop_column,
    grant_to_everyone,
    user_without_password,
    drop_user,
    database_runs_programs,
    database_safety_off,
    mongo_drop,
    redis_flush,
    redis_config_write,
    delete_index,
    broker_reset,
    framework_reset,
    restore_over,
}
