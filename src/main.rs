//! Hands the arguments to the command line.

fn main() -> std::process::ExitCode {
    sovereign_stack::cli::run()
}
