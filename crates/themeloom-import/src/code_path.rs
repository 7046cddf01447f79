//! Paths of codes as programs write them: "Parent > Child" and "Parent\Child".

/// A code with those above it: steps are parted by `>` between blanks, or by backslashes. NVivo begins its
/// paths with the name of the folder.
pub(crate) fn code_path(code: &str) -> Vec<String> {
    let code = ["Nodes\\\\", "Codes\\\\"].iter().find_map(|folder| code.strip_prefix(folder)).unwrap_or(code);
    let steps = code.split(" > ").flat_map(|step| step.split('\\'));
    steps.map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned).collect()
}

/// A code whose own name is known, with those above it as Themeloom writes them: "Money > A shared language".
pub(crate) fn path_to(name: &str, path: &str) -> Vec<String> {
    let above = path.strip_suffix(name).and_then(|above| above.strip_suffix(" > ")).unwrap_or_default();
    let above = above.split(" > ").map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned);
    above.chain(std::iter::once(name.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_parted_at_its_signs_and_a_name_of_ours_stays_whole() {
        assert_eq!(code_path("Codes\\\\Relations\\Trust"), ["Relations", "Trust"]);
        assert_eq!(code_path("Relations > Trust"), ["Relations", "Trust"]);
        assert_eq!(path_to("a > b", "Relations > a > b"), ["Relations", "a > b"]);
        assert_eq!(path_to("Trust\\s", "Trust\\s"), ["Trust\\s"]);
    }
}
