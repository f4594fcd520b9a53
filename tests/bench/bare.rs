//! The least that a process can do: it prints the token that it was compiled with.

fn main() {
    println!("{}", include_str!(env!("BENCH_TOKEN_FILE")));
}
