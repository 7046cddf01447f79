use insta::assert_snapshot;
use themeloom_import::{read_findings, read_protocol, read_recommendations, read_study, read_themes};
use themeloom_study::protocol::Gate;

const PROTOCOL: &str = include_str!("../../../../protocols/nhs-clinician-manager-engagement/protocol.toml");

#[test]
fn the_protocol_that_we_ship_is_read() {
    let protocol = read_protocol("protocol.toml", PROTOCOL.as_bytes()).unwrap();
    assert_eq!(protocol.attributes.len(), 9);
    assert_eq!(protocol.withdrawal.len(), 4);
    assert!(protocol.statement_for(Gate::Quotation).is_some());
    assert!(protocol.framework.iter().any(|entry| entry.number.to_string() == "4.2"));
}

#[test]
fn the_files_of_the_sample_study_are_read() {
    macro_rules! sample {
        ($file:literal) => {
            include_bytes!(concat!("../../../../samples/many-rivers/", $file))
        };
    }
    let study = read_study("study.toml", sample!("study.toml")).unwrap();
    assert_eq!((study.participants.len(), study.coders.len()), (12, 2));
    assert!(study.participants.iter().any(|p| p.withdrawal.as_ref().is_some_and(|w| w.erase)));
    assert!(!read_themes("themes.toml", sample!("themes.toml")).unwrap().is_empty());
    assert!(!read_findings("findings.toml", sample!("findings.toml")).unwrap().is_empty());
    assert!(
        !read_recommendations("recommendations.toml", sample!("recommendations.toml")).unwrap().is_empty()
    );
}

#[test]
fn what_is_wrong_with_a_protocol_is_named_with_its_place_and_a_remedy() {
    let changed = |from: &str, to: &str| {
        assert!(PROTOCOL.contains(from), "{from}");
        read_protocol("protocol.toml", PROTOCOL.replacen(from, to, 1).as_bytes()).unwrap_err().to_string()
    };
    let messages = [
        changed("aims =", "aimes ="),
        changed("format = 1", "format = 2"),
        changed("approach = \"framework\"", "approach = \"framwork\""),
        changed("number = \"1.1\"", "number = \"one\""),
        changed("number = \"1.1\"", "number = \"1\""),
        changed("number = \"1.1\"", "number = \"77.1\""),
        changed("id = \"voluntary\"", "id = \"information\""),
        changed("where = { \"role group\" = \"clinician\" }", "where = { \"role group\" = \"porter\" }"),
        changed("where = { \"role group\" = \"clinician\" }", "where = { \"rank\" = \"clinician\" }"),
        changed("version = \"1.0\"", "version = 1.0"),
        changed("version = \"1.0\"", "version = "),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `protocol.toml`, line 30, column 1: unknown key `aimes`; did you mean `aims`? (possible: format, title, version, approach, about, aims, attributes, sampling, consent, withdrawal, guide, framework, sensitising)
    `protocol.toml`, line 8, column 10: the format is 2, and this program reads format 1: get a newer program, or the template in the older format
    `protocol.toml`, line 11, column 12: unknown value `framwork`; did you mean `framework`? (possible: framework, codebook, reflexive)
    `protocol.toml`, line 403, column 10: this is not a code's number: expected numbers with full stops between them, as 1 or 1.2
    `protocol.toml`, line 403, column 10: a second entry 1: give it another number
    `protocol.toml`, line 403, column 10: there is no entry above 77.1: put its category before it
    `protocol.toml`, line 181, column 6: a second consent statement `information`: give it another name, or take one out
    `protocol.toml`, line 127, column 26: `porter` is no value of `role group`; expected one of: clinician, manager, executive
    `protocol.toml`, line 127, column 11: there is no attribute `rank`; expected one of: role group, profession, specialty, clinical background, CQC rating, CQC rating date, CQC level, financial position, leadership style
    `protocol.toml`, line 10, column 11: invalid type: floating point `1.0`, expected a string; correct the line and import again
    `protocol.toml`, line 10, column 11: string values must be quoted, expected literal string; correct the line and import again
    ");
}
