use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a part of the work so that a panic in it ends that part alone.
///
/// # Errors
///
/// What the panic said.
pub(crate) fn isolate<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic".to_owned())
    })
}
