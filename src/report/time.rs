//! Times as people want them.

use std::io::{self, IsTerminal};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{BAD, FAINT, GOOD, WARNING};

/// `10 min`, `45 s`, `2 h 5 min`, `3 d`: rounded, so that a token of ten minutes has ten.
pub fn left(seconds: Option<u64>) -> String {
    let Some(seconds) = seconds else { return "an unknown time".to_owned() };
    let minutes = (seconds + 30) / 60;
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7_199 => format!("{minutes} min"),
        7_200..=172_799 => format!("{} h {} min", minutes / 60, minutes % 60),
        _ => format!("{} d", (seconds + 43_200) / 86_400),
    }
}

/// `2026-01-31 18:03:12 UTC (2026-01-31 19:03:12 local time, in 9 min)`; the local time where it's another.
pub fn instant(at: Timestamp, now: Timestamp) -> String {
    // to know the zone, all time zones of the system are listed; a person is worth that
    let looks = io::stdout().is_terminal() || io::stderr().is_terminal();
    let zone = if looks { TimeZone::system() } else { TimeZone::UTC };
    instant_in(&zone, at, now)
}

fn instant_in(zone: &TimeZone, at: Timestamp, now: Timestamp) -> String {
    const FORMAT: &str = "%Y-%m-%d %H:%M:%S";
    let (utc, here) = (at.to_zoned_datetime(TimeZone::UTC), at.to_zoned_datetime(zone.clone()));
    let local = match here.offset() == utc.offset() {
        true => String::new(),
        false => format!("{} local time, ", here.strftime(FORMAT)),
    };
    let seconds = at.as_second() - now.as_second();
    let distance = left(Some(seconds.unsigned_abs()));
    let distance = match seconds {
        0 => "just now".to_owned(),
        1.. => format!("in {distance}"),
        _ => format!("{distance} ago"),
    };
    format!("{} UTC ({local}{distance})", utc.strftime(FORMAT))
}

/// How much of `lifetime` is left (seconds): `━━━━━━━───` in colour.
pub fn bar(left: u64, lifetime: u64) -> String {
    const WIDTH: u64 = 20;
    let filled = (left.min(lifetime) * WIDTH).div_ceil(lifetime.max(1));
    let color = match filled {
        0..=2 => BAD,
        3..=6 => WARNING,
        _ => GOOD,
    };
    let line = |length: u64| "━".repeat(usize::try_from(length).unwrap_or_default());
    format!("{color}{}{color:#}{FAINT}{}{FAINT:#}", line(filled), line(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use jiff::tz::offset;

    use super::*;

    const AT: i64 = 1_564_504_830;

    #[test]
    fn times_are_told_as_instants_and_distances() {
        let now = Timestamp::from_second(AT).unwrap();
        let at = |seconds: i64| instant_in(&TimeZone::UTC, Timestamp::from_second(AT + seconds).unwrap(), now);
        assert_eq!(at(0), "2019-07-30 16:40:30 UTC (just now)");
        assert_eq!(at(599), "2019-07-30 16:50:29 UTC (in 10 min)");
        assert_eq!(at(-7_500), "2019-07-30 14:35:30 UTC (2 h 5 min ago)");
        assert_eq!(at(864_000), "2019-08-09 16:40:30 UTC (in 10 d)");
    }

    #[test]
    fn the_local_time_stands_beside_utc() {
        let now = Timestamp::from_second(AT).unwrap();
        let shown = |hours| instant_in(&TimeZone::fixed(offset(hours)), now, now);
        assert_eq!(shown(2), "2019-07-30 16:40:30 UTC (2019-07-30 18:40:30 local time, just now)");
        assert_eq!(shown(9), "2019-07-30 16:40:30 UTC (2019-07-31 01:40:30 local time, just now)");
    }

    #[test]
    fn a_bar_is_full_at_first_and_empty_at_last() {
        let filled = |left| {
            anstream::adapter::strip_str(bar(left, 600).split(GOOD.render_reset().to_string().as_str()).next().unwrap())
                .to_string()
                .chars()
                .count()
        };
        assert_eq!((filled(600), filled(599), filled(300), filled(1), filled(0)), (20, 20, 10, 1, 0));
        assert_eq!(anstream::adapter::strip_str(&bar(7, 0)).to_string().chars().count(), 20);
    }
}
