//! What is said of lines of a crontab, and what is no line of one.

use super::*;
use expect_test::expect;

fn said(lines: &[&str], say: impl Fn(&str) -> Option<String>) -> String {
    let lines: Vec<_> =
        lines.iter().map(|it| format!("{it}\n    {}\n", say(it).as_deref().unwrap_or("nothing"))).collect();
    lines.concat()
}

#[test]
fn lines_of_a_crontab_in_words() {
    let lines = [
        "*/5 8-18 * * 1-5 /usr/bin/check",
        "0 3 * * * /x",
        "5 0 * * *       $HOME/bin/daily.job >> $HOME/tmp/out 2>&1",
        "15 14 1 * *     $HOME/bin/monthly",
        "0 22 * * 1-5    mail -s \"It's 10pm\" joe%Joe,%%Where are your kids?%",
        "23 0-23/2 * * * echo two",
        "5 4 * * sun     echo sunday",
        "0 */4 1 * mon   echo either",
        "0 0 */2 * sun   echo both",
        "30 4 1,15 * 5 x",
        "* * * * * x",
        "*/7 * * * * x",
        "0,30 * * * * x",
        "30 6,18 * jan,jul * x",
        "0 0 30 2 * x",
        "0 0 30 2 1 x",
        "0 0 1 1 * x",
        "0 0 * 6-8 0,6 x",
        "10 8-20/3 * * * x",
        "* 9-17 * * * x",
        "*/15 1,3,5 * * 7 x",
        "0 12 * * MON-FRI date +\\%F",
        "@reboot sleep 60 && /x",
        "@daily x",
    ];
    expect![[r#"
        */5 8-18 * * 1-5 /usr/bin/check
            every 5 minutes from 08:00 to 18:55, from Monday to Friday: runs `/usr/bin/check`
        0 3 * * * /x
            at 03:00 every day: runs `/x`
        5 0 * * *       $HOME/bin/daily.job >> $HOME/tmp/out 2>&1
            at 00:05 every day: runs `$HOME/bin/daily.job >> $HOME/tmp/out 2>&1`
        15 14 1 * *     $HOME/bin/monthly
            at 14:15 on day 1 of the month: runs `$HOME/bin/monthly`
        0 22 * * 1-5    mail -s "It's 10pm" joe%Joe,%%Where are your kids?%
            at 22:00 from Monday to Friday: runs `mail -s "It's 10pm" joe` with `Joe,%%Where are your kids?%` on its standard input, each `%` being a line break
        23 0-23/2 * * * echo two
            every 2 hours, from 00:23 to 22:23: runs `echo two`
        5 4 * * sun     echo sunday
            at 04:05 on Sundays: runs `echo sunday`
        0 */4 1 * mon   echo either
            every 4 hours, from 00:00 to 20:00, on day 1 of the month and also on Mondays: runs `echo either`
        0 0 */2 * sun   echo both
            at 00:00 on Sundays where that is day 1, 3, 5, … 31 of the month: runs `echo both`
        30 4 1,15 * 5 x
            at 04:30 on days 1 and 15 of the month and also on Fridays: runs `x`
        * * * * * x
            every minute: runs `x`
        */7 * * * * x
            at minutes 0, 7, 14, … 56 of every hour: runs `x`
        0,30 * * * * x
            every 30 minutes: runs `x`
        30 6,18 * jan,jul * x
            at 06:30 and 18:30 every day in January and July: runs `x`
        0 0 30 2 * x
            never, since February has no such day
        0 0 30 2 1 x
            at 00:00 on day 30 of the month and also on Mondays, in February: runs `x`
        0 0 1 1 * x
            at 00:00 on 1 January: runs `x`
        0 0 * 6-8 0,6 x
            at 00:00 on Saturdays and Sundays, from June to August: runs `x`
        10 8-20/3 * * * x
            at minute 10 of hours 8, 11, 14, … 20: runs `x`
        * 9-17 * * * x
            every minute from 09:00 to 17:59: runs `x`
        */15 1,3,5 * * 7 x
            every 15 minutes of hours 1, 3 and 5, on Sundays: runs `x`
        0 12 * * MON-FRI date +\%F
            at 12:00 from Monday to Friday: runs `date +%F`
        @reboot sleep 60 && /x
            once when cron starts, which is after a boot: runs `sleep 60 && /x`
        @daily x
            at 00:00 every day: runs `x`
    "#]].assert_eq(&said(&lines, |it| line(it, Users::Own)));
    let lines = ["17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly", "@hourly bob", "@hourly bob x%"];
    expect![[r#"
        17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
            every hour, at minute 17: runs `cd / && run-parts --report /etc/cron.hourly` as `root`
        @hourly bob
            nothing
        @hourly bob x%
            every hour, at minute 0: runs `x` as `bob` with nothing on its standard input
    "#]]
    .assert_eq(&said(&lines, |it| line(it, Users::Named)));
}

#[test]
fn what_cron_refuses_says_nothing() {
    let long = format!("{} * * * * x", "1,".repeat(100_000));
    for text in [
        "60 * * * * x",
        "* 24 * * * x",
        "* * 0 * * x",
        "* * * 13 * x",
        "* * * * 8 x",
        "5-1 * * * * x",
        "*/0 * * * * x",
        "5/10 * * * * x",
        "1, * * * * x",
        "* * * * *",
        "* * * *",
        "# 0 3 * * * x",
        "MAILTO=x",
        "",
        "@never x",
        "@daily",
        "é * * * * x",
        "* * * * * \0",
        "1- * * * * x",
        "-5 * * * * x",
        "* * * fooo * x",
        &long,
        "+5 * * * * x",
    ] {
        assert_eq!(line(text, Users::Own), None, "{text:.60}");
    }
    assert_eq!(schedule("0 3 * * *").as_deref(), Some("at 03:00 every day"));
    assert_eq!(schedule("0 3 * * * x"), None);
}

#[test]
fn two_days_that_are_restricted_are_either_and_a_star_makes_them_both() {
    for (text, expected) in [
        ("0 0 13 * 5", "at 00:00 on day 13 of the month and also on Fridays"),
        ("0 0 */2 * 5", "at 00:00 on Fridays where that is day 1, 3, 5, … 31 of the month"),
        ("0 0 1-31 * 5", "at 00:00 every day"),
        ("0 0 * * 0-7", "at 00:00 every day"),
    ] {
        assert_eq!(schedule(text).as_deref(), Some(expected));
    }
}

#[test]
fn any_fields_are_read_without_a_panic() {
    let values = ["*", "0", "1", "7", "12", "59", "*/2", "1-5", "0-59/7", "1,3", "mon", "feb", "31", "-", "", "é"];
    for minute in values {
        for hour in values {
            for day in values {
                for week in values {
                    let _ = schedule(&format!("{minute} {hour} {day} 2 {week}"));
                }
            }
        }
    }
}
