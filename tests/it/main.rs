//! The built program against real neighbours, each test in a sealed world of its own.

mod support;

mod main_line; // the whole life of a login, as a user has it
