//! What the study is about, and where the report comes from.

use themeloom_study::protocol::Approach;

use super::Context;
use super::writer::Writer;

/// Aims, protocol and topics.
pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    let Some(protocol) = context.study.protocol() else { return };
    writer.section("Aims and protocol");
    writer.paragraph(&protocol.about);
    writer.list(&protocol.aims);
    writer.paragraph(&format!(
        "Protocol: {}, version {}. Analytic approach: {}.",
        protocol.title,
        protocol.version,
        approach(protocol.approach)
    ));
    if !protocol.guide.is_empty() {
        writer.paragraph("Topics of the interviews:");
        let topic = |topic: &themeloom_study::protocol::Topic| format!("{}: {}", topic.title, topic.question);
        writer.list(&protocol.guide.iter().map(topic).collect::<Vec<_>>());
    }
}

/// The protocol and the version of the framework, for the list of what the report comes from.
pub(super) fn provenance(context: &Context<'_>) -> Vec<(String, String)> {
    let protocol = context
        .study
        .protocol()
        .map(|protocol| ("Protocol".to_owned(), format!("{}, version {}", protocol.title, protocol.version)));
    let framework = context.matrix.framework.and_then(|id| context.study.frameworks().get(id));
    let framework = framework.map(|f| ("Framework".to_owned(), f.content.name.clone()));
    protocol.into_iter().chain(framework).collect()
}

const fn approach(approach: Approach) -> &'static str {
    match approach {
        Approach::Framework => "the Framework Method (Ritchie and Spencer 1994; Gale et al. 2013)",
        Approach::Codebook => "thematic analysis with a codebook",
        Approach::Reflexive => "reflexive thematic analysis (Braun and Clarke)",
    }
}
