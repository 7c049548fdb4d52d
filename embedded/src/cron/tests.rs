//! What a crontab would run when, for times in words; and what five fields cannot say.

use crate::{Request, propose};

#[test]
fn times_in_words_become_a_line() {
    for (wish, line) in [
        ("crontab line that runs /opt/x.sh every 15 minutes", "*/15 * * * * /opt/x.sh"),
        ("cron: /opt/x.sh every day at 2:30", "30 2 * * * /opt/x.sh"),
        ("cron entry for /opt/x.sh daily at 2:30 pm", "30 14 * * * /opt/x.sh"),
        ("crontab entry: run /opt/x.sh every night at 3", "0 3 * * * /opt/x.sh"),
        (
            "cron entry for /home/pi/l.py, working days only at half past seven in the morning",
            "30 7 * * 1-5 /home/pi/l.py",
        ),
        ("cron line, mondays at 7, backup.sh", "0 7 * * 1 backup.sh"),
        ("schedule /opt/x.sh every monday and thursday at 18:05", "5 18 * * 1,4 /opt/x.sh"),
        ("run ~/bin/sync hourly with cron", "0 * * * * ~/bin/sync"),
        ("run ~/bin/sync every 2 hours via cron", "0 */2 * * * ~/bin/sync"),
        ("cron job for /opt/x.sh at midnight on the first of every month", "0 0 1 * * /opt/x.sh"),
        ("crontab: /opt/x.sh at 6 am on the 15th, output thrown away", "0 6 15 * * /opt/x.sh > /dev/null 2>&1"),
        (
            "cronjob every sunday at 4am for /opt/x.sh, log to /var/log/x.log",
            "0 4 * * 0 /opt/x.sh >> /var/log/x.log 2>&1",
        ),
        ("run /opt/x.sh at every reboot by cron", "@reboot /opt/x.sh"),
        ("cronjob every 2 hours /usr/bin/python3 /srv/job.py", "0 */2 * * * /usr/bin/python3 /srv/job.py"),
        ("cron line: php /srv/cron.php twice a day", "0 */12 * * * php /srv/cron.php"),
        (
            "What does the crontab line look like that calls /opt/sync every 15 minutes on weekdays?",
            "*/15 * * * 1-5 /opt/sync",
        ),
        ("cron line to run 'make -C /srv/site' at 8 and 18 every day", "0 8,18 * * * make -C /srv/site"),
        ("crontab entry every weekday at quarter to nine in the evening: /opt/x.sh", "45 20 * * 1-5 /opt/x.sh"),
        ("cron expression for every 5 minutes", "*/5 * * * *"),
        ("cron weekly /opt/x.sh", "0 0 * * 0 /opt/x.sh"),
        ("run /opt/x.sh every hour from 8 to 18", "0 8-18 * * * /opt/x.sh"),
        ("run /opt/x.sh every 5 minutes between 9 am and 5 pm on weekdays", "*/5 9-16 * * 1-5 /opt/x.sh"),
        ("run /opt/x.sh on the 1st and the 15th at 5am", "0 5 1,15 * * /opt/x.sh"),
        ("run /opt/x.sh 3 times a day", "0 */8 * * * /opt/x.sh"),
        ("cron entry for /opt/x.sh on 1 january at midnight", "0 0 1 1 * /opt/x.sh"),
        ("run /opt/x.sh quarterly", "0 0 1 */3 * /opt/x.sh"),
        ("cron entry monday to friday at 9 for /opt/x.sh", "0 9 * * 1-5 /opt/x.sh"),
    ] {
        let found = propose(&Request { text: wish, ..Request::default() });
        let command = found.first().map_or("", |it| it.command.as_str());
        let shown = format!("echo '{line}'");
        let added = format!("(crontab -l 2>/dev/null; {shown}) | crontab -");
        assert!(command == shown || command == added, "{wish}: {command}");
    }
}

#[test]
fn what_five_fields_cannot_say_is_not_answered() {
    for wish in [
        "cron line for /opt/x.sh on the last day of the month",
        "cron line for /opt/x.sh on the first monday of the month",
        "cron line for /opt/x.sh every 7 minutes",
        "cron line for /opt/x.sh at 8:15 and 9:30",
        "crontab entry for /opt/x.sh on mondays and the 15th",
        "run /opt/x.sh",
    ] {
        let found = propose(&Request { text: wish, ..Request::default() });
        assert!(found.iter().all(|it| it.family != "cron"), "{wish}: {found:?}");
    }
}

/// A shell that ran the line itself would run whatever its stars find.
#[test]
fn a_line_is_printed_or_scheduled() {
    for (wish, command) in [
        ("crontab line for /opt/x.sh every minute", "echo '* * * * * /opt/x.sh'"),
        ("schedule /opt/x.sh every minute", "(crontab -l 2>/dev/null; echo '* * * * * /opt/x.sh') | crontab -"),
        (
            "schedule /opt/x.sh as root daily at 4",
            "(sudo crontab -l 2>/dev/null; echo '0 4 * * * /opt/x.sh') | sudo crontab -",
        ),
        // A job does not start in this folder.
        (
            "run backup.sh every night at 2, log to backup.log",
            r#"(crontab -l 2>/dev/null; echo "0 2 * * * '$PWD/backup.sh' >> '$PWD/backup.log' 2>&1") | crontab -"#,
        ),
    ] {
        let found = propose(&Request { text: wish, ..Request::default() });
        assert_eq!(found.first().map(|it| it.command.as_str()), Some(command), "{wish}");
    }
}

#[test]
fn what_a_crontab_would_not_know_is_not_answered() {
    for wish in ["schedule $DIR/x.sh daily", "schedule 'date +%s' daily", "schedule \"my job.sh\" 'a%b' daily"] {
        let found = propose(&Request { text: wish, ..Request::default() });
        assert!(found.iter().all(|it| it.family != "cron"), "{wish}: {found:?}");
    }
}
