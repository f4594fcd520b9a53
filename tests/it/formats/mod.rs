//! Every output format, as its reader takes it. The tokens are hundreds of strings made of what shells,
//! parsers and protocols find special; the built program logs in with each, prints it in every format, and
//! the real reader gives it back.

mod cases; // the tokens, and what the program prints for them
mod curl; // curl, and headers
mod dotenv; // two readers of dotenv files
mod github; // a GitHub runner's files and commands
mod json; // the schema
mod powershell; // PowerShell, or its grammar
mod refresh_token; // who gets it
mod shells; // every other shell

pub use github::{masks, variables};
pub use powershell::literals;
