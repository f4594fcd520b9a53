//! The built program against real neighbours, each test in a sealed world of its own.

mod support;

mod cache; // the access token in the kernel, and its ends
mod credentials; // secrets arrive byte for byte, wherever they come from
mod doctor; // what is wrong, and what to do; nothing secret in it
mod exec; // a program in the place of this one, with the token in its environment
mod job; // in CI: no home, no D-Bus, no terminal
mod main_line; // the whole life of a login, as a user has it
mod profiles; // several servers and users side by side
mod refusals; // what the server says no to, and what users are told
mod settings; // option, environment, profile, default; wrong ones
mod stores; // keyring, kernel, file, none: absent, unreachable, locked, corrupt
