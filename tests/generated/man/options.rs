//! OPTIONS: arguments and options with their values, under the headings of `--help`.

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

use super::{definition, section};

pub(crate) fn write(roff: &mut Roff, command: &Command) {
    section(roff, "OPTIONS");
    let args: Vec<&Arg> = command.get_positionals().chain(command.get_arguments().filter(is_option)).collect();
    let mut headings: Vec<Option<&str>> = vec![None];
    for arg in &args {
        if !headings.contains(&arg.get_help_heading()) {
            headings.push(arg.get_help_heading());
        }
    }
    for heading in headings {
        if let Some(heading) = heading {
            roff.control("SS", [heading]);
        }
        args.iter().filter(|arg| arg.get_help_heading() == heading).for_each(|arg| option(roff, arg));
    }
}

fn is_option(arg: &&Arg) -> bool {
    !arg.is_positional() && !arg.is_hide_set()
}

fn option(roff: &mut Roff, arg: &Arg) {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    definition(roff, term(arg), [roman(help)]);
    let values: Vec<PossibleValue> =
        arg.get_possible_values().into_iter().filter(|value| takes_value(arg) && value.get_help().is_some()).collect();
    let Some(widest) = values.iter().map(|value| value.get_name().len()).max() else { return };
    roff.control("RS", []);
    roff.control("PD", ["0"]);
    for value in &values {
        roff.control("TP", [(widest + 2).to_string().as_str()]);
        roff.text([bold(value.get_name())]);
        roff.text([roman(value.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
    roff.control("PD", []);
    roff.control("RE", []);
}

/// `-p, --profile NAME`, `--otp[=NAME]`
fn term(arg: &Arg) -> Vec<Inline> {
    let short = arg.get_short().map(|short| bold(format!("-{short}")));
    let long = arg.get_long().map(|long| bold(format!("--{long}")));
    let mut term: Vec<Inline> = short.into_iter().chain(long).flat_map(|name| [roman(", "), name]).skip(1).collect();
    let names = arg.get_value_names().unwrap_or_default().join(" ");
    if arg.is_require_equals_set() {
        term.extend([roman("[="), italic(names), roman("]")]);
    } else if takes_value(arg) {
        if !term.is_empty() {
            term.push(roman(" "));
        }
        term.push(italic(names));
    }
    term
}

fn takes_value(arg: &Arg) -> bool {
    arg.is_positional() || arg.get_action().takes_values()
}
