//! CARO0916: a program's own tool empties its database.

use crate::Span;
use crate::rules::names::{is_production, is_throwaway};
use crate::rules::{Check, Level, Sink, edits};
use crate::script::{AssignedValue, Command, Word};

rule! {
    /// Drops and makes afresh the database that the program's settings name, with all its data.
    ///
    /// Whose database that is, the environment decides: on a server it is the real one.
    /// Flags such as `--force` take away the question that would have shown it.
    ///
    /// To decide: Which database do the settings name on the machine where this runs?
    ///
    /// ```sh bad
    /// RAILS_ENV=production bin/rails db:reset
    /// ```
    /// ```sh fixed
    /// RAILS_ENV=production bin/rails db:migrate:status
    /// ```
    /// ```sh bad
    /// php artisan migrate:fresh --force
    /// ```
    /// ```sh fixed
    /// php artisan migrate:status
    /// ```
    /// ```sh bad
    /// python manage.py flush --no-input
    /// ```
    /// ```sh fixed
    /// python manage.py sqlflush
    /// ```
    /// ```sh bad
    /// npx prisma migrate reset --force
    /// ```
    /// ```sh fixed
    /// npx prisma migrate status
    /// ```
    /// ```sh good
    /// RAILS_ENV=test bundle exec rake db:drop db:create
    /// ```
    /// ```sh good
    /// php artisan migrate --force
    /// ```
    /// ```sh good
    /// python manage.py migrate --no-input
    /// ```
    /// ```sh good
    /// php artisan migrate:fresh --env=testing
    /// ```
    "CARO0916" "framework-reset",
    Caution,
    Check::Command { programs: PROGRAMS, run: check }
}

const PROGRAMS: &[&str] = &[
    "rails",
    "rake",
    "artisan",
    "php",
    "python",
    "python3",
    "manage.py",
    "django-admin",
    "prisma",
    "alembic",
    "flask",
    "flyway",
    "liquibase",
    "console",
    "sequelize",
    "sequelize-cli",
    "knex",
    "typeorm",
    "mix",
    "dbmate",
    "diesel",
    "sqlx",
    "supabase",
    "dotnet",
    "drush",
    "wp",
    "goose",
    "migrate",
    "npx",
    "npm",
    "yarn",
    "pnpm",
    "bunx",
    "drizzle-kit",
    "sail",
    "bundle",
    "doctrine",
    "phinx",
    "n98-magerun2",
    "heroku",
    "mvn",
    "mvnw",
    "gradle",
    "gradlew",
];

/// The words that do it, one behind the other, and what they do.
const TASKS: [(&[&str], &str); 46] = [
    (&["db:drop"], DROPS),
    (&["db:drop:all"], DROPS),
    (&["db:reset"], DROPS),
    (&["db:purge"], DROPS),
    (&["db:purge:all"], DROPS),
    (&["db:truncate_all"], DROPS),
    (&["db:migrate:reset"], DROPS),
    (&["migrate:fresh"], DROPS),
    (&["migrate:refresh"], DROPS),
    (&["migrate:reset"], DROPS),
    (&["db:wipe"], DROPS),
    (&["manage.py", "flush"], DROPS),
    (&["manage.py", "reset_db"], DROPS),
    (&["django-admin", "flush"], DROPS),
    (&["prisma", "migrate", "reset"], DROPS),
    (&["prisma", "db", "push", "--force-reset"], DROPS),
    (
        &["prisma", "db", "push", "--accept-data-loss"],
        "deletes columns and tables that the new schema has not, with their data",
    ),
    (&["alembic", "downgrade", "base"], UNDOES),
    (&["db", "downgrade", "base"], UNDOES),
    (&["flyway", "clean"], DROPS),
    (&["liquibase", "drop-all"], DROPS),
    (&["liquibase", "dropAll"], DROPS),
    (&["doctrine:database:drop", "--force"], DROPS),
    (&["doctrine:schema:drop", "--force"], DROPS),
    (&["db:migrate:undo:all"], UNDOES),
    (&["knex", "migrate:rollback", "--all"], UNDOES),
    (&["schema:drop"], DROPS),
    (&["ecto.drop"], DROPS),
    (&["ecto.reset"], DROPS),
    (&["dbmate", "drop"], DROPS),
    (&["diesel", "database", "reset"], DROPS),
    (&["sqlx", "database", "drop"], DROPS),
    (&["sqlx", "database", "reset"], DROPS),
    (&["supabase", "db", "reset", "--linked"], DROPS),
    (&["ef", "database", "drop"], DROPS),
    (&["drush", "sql-drop"], DROPS),
    (&["drush", "sql:drop"], DROPS),
    (&["wp", "db", "reset"], DROPS),
    (&["wp", "db", "drop"], DROPS),
    (&["wp", "db", "clean"], DROPS),
    (&["wp", "site", "empty"], DROPS),
    (&["pg:reset"], DROPS),
    (&["flyway:clean"], DROPS),
    (&["flywayClean"], DROPS),
    (&["liquibase:dropAll"], DROPS),
    (&["migrate", "drop"], DROPS),
];
const DROPS: &str = "deletes every table of the database that the settings name";
const UNDOES: &str = "undoes every migration: tables and columns go with their data";

fn check(command: &Command, sink: &mut Sink<'_>) {
    // Where it is known by its words alone, any of them may come from a variable.
    let mut words: Vec<(Span, String)> =
        vec![(command.name_span(), command.program.as_deref().unwrap_or_default().to_owned())];
    for word in command.arguments().iter().take(24) {
        let text = sink.sketch(word).text;
        let name = text.rsplit('/').next().unwrap_or_default().to_owned();
        words.push((word.span, name));
    }
    let found = TASKS.iter().find_map(|(task, what)| {
        let mut at = 0;
        let mut span = None;
        for part in *task {
            let next = at + words[at..].iter().position(|it| it.1 == *part)?;
            // The last word that names the task, and not what takes away the question.
            if !part.starts_with('-') {
                span = Some(words[next].0);
            }
            at = next + 1;
        }
        Some((span?, *what))
    });
    let Some((span, what)) = found.or_else(|| by_code(&words)) else { return };
    let environment = environment(command, &words, sink);
    if environment.iter().any(|it| is_throwaway(it))
        || words.iter().any(|it| it.1.starts_with('-') && is_throwaway(&it.1))
    {
        return;
    }
    let production = environment.iter().any(|it| is_production(it));
    let raw = sink.report(span, what.to_owned());
    if production {
        raw.level(Level::Danger);
    }
    if let Some(new) = look(sink.text(span), &words) {
        let answers = ["--force", "--no-input", "--noinput", "--yes", "--all"];
        let is_answer = |it: &(usize, &Word)| it.1.literal().is_some_and(|it| answers.contains(&it));
        let answers = command.words.iter().enumerate().filter(is_answer);
        let mut edits: Vec<_> = answers.flat_map(|it| edits::without_word(command, it.0)).collect();
        edits.push((span, new.to_owned()));
        sink.choice(&format!("Look first: `{new}`"), edits);
    }
}

/// What shows the state of the database, or what would be done to it, by the word that would do it.
fn look(task: &str, words: &[(Span, String)]) -> Option<&'static str> {
    let says = |name: &str| words.iter().any(|it| it.1 == name);
    Some(match task {
        "db:drop"
        | "db:drop:all"
        | "db:reset"
        | "db:purge"
        | "db:purge:all"
        | "db:truncate_all"
        | "db:migrate:reset"
        | "db:migrate:undo:all" => "db:migrate:status",
        "migrate:fresh" | "migrate:refresh" | "migrate:reset" | "db:wipe" => "migrate:status",
        "migrate:rollback" if says("knex") => "migrate:status",
        "flush" => "sqlflush",
        "reset" if says("prisma") => "status",
        "clean" if says("flyway") => "info",
        "flyway:clean" => "flyway:info",
        "flywayClean" => "flywayInfo",
        "drop" if says("dbmate") => "status",
        "reset" | "drop" | "clean" if says("wp") => "size",
        "drop-all" | "dropAll" => "status",
        "liquibase:dropAll" => "liquibase:status",
        "ecto.drop" | "ecto.reset" => "ecto.migrations",
        "pg:reset" => "pg:info",
        _ => return None,
    })
}

/// Code given in a word that deletes every row of a model.
fn by_code(words: &[(Span, String)]) -> Option<(Span, &'static str)> {
    let deletes = |it: &&(Span, String)| {
        let packed: String = it.1.split_whitespace().collect();
        packed.ends_with(".delete_all")
            || packed.ends_with(".destroy_all")
            || packed.contains(".objects.all().delete()")
            || packed.contains("::truncate()")
    };
    let runs = words.iter().any(|it| matches!(&*it.1, "runner" | "shell" | "tinker"));
    let found = words.iter().skip(1).find(deletes).filter(|_| runs)?;
    Some((found.0, "deletes every row of a table of the database that the settings name"))
}

/// Which settings are used, where the command or the script says.
fn environment(command: &Command, words: &[(Span, String)], sink: &Sink<'_>) -> Vec<String> {
    const NAMES: [&str; 9] = [
        "RAILS_ENV",
        "RACK_ENV",
        "APP_ENV",
        "NODE_ENV",
        "MIX_ENV",
        "DJANGO_SETTINGS_MODULE",
        "FLASK_ENV",
        "DATABASE_URL",
        "ASPNETCORE_ENVIRONMENT",
    ];
    let mut found = Vec::new();
    for name in NAMES {
        let own = command.assignments.iter().find(|it| &*it.name.text == name);
        match own.and_then(|it| it.value.as_ref()) {
            Some(AssignedValue::Word(word)) => found.extend(sink.text_of(word)),
            _ => found.extend(sink.state().get(name).and_then(|it| it.text().map(str::to_owned))),
        }
    }
    // `env RAILS_ENV=test rake`, `rake db:drop RAILS_ENV=test`, `--env=testing`
    for word in command.words.iter().take(command.head) {
        let text = sink.sketch(word).text;
        found.extend(text.split_once('=').map(|it| it.1.to_owned()));
    }
    for (_, text) in words {
        found.extend(
            text.split_once('=')
                .filter(|it| it.0.to_lowercase().contains("env") || it.0.contains("settings"))
                .map(|it| it.1.to_owned()),
        );
    }
    found.extend(
        words
            .windows(2)
            .filter(|it| matches!(&*it[0].1, "--env" | "-e" | "--settings" | "--environment"))
            .map(|it| it[1].1.clone()),
    );
    if sink.state().get("DISABLE_DATABASE_ENVIRONMENT_CHECK").is_some()
        || command.assignments.iter().any(|it| &*it.name.text == "DISABLE_DATABASE_ENVIRONMENT_CHECK")
    {
        found.push("production".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn the_environment_decides() {
        check_marks("export RAILS_ENV=test\nbundle exec rake db:drop\n");
        check_marks("bundle exec rails db:drop db:create\n#                 ^^^^^^^ CARO0916\n");
        check_marks("./manage.py flush --noinput\n#           ^^^^^ CARO0916\n");
        check_marks("bin/rails runner 'User.delete_all'\n#                ^^^^^^^^^^^^^^^^^ CARO0916\n");
        check_marks("env MIX_ENV=test mix ecto.reset\nphp artisan migrate:status\nnpm run flush\n");
    }
}
