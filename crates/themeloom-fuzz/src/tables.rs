//! Tables and protocols that people write by hand.

use themeloom_app::import::{
    read_cells, read_codebook, read_codings, read_findings, read_first_impressions, read_identities,
    read_mapping, read_memos, read_people, read_protocol, read_recommendations, read_study, read_themes,
    write_codebook,
};

/// Each table reader; a codebook that is written is read as the same.
pub fn tables(bytes: &[u8]) {
    drop(read_cells("a.csv", bytes));
    drop(read_codings("a.csv", bytes));
    drop(read_first_impressions("a.csv", bytes));
    drop(read_identities("a.csv", bytes));
    drop(read_mapping("a.csv", bytes));
    drop(read_memos("a.csv", bytes));
    drop(read_people("a.csv", bytes));
    let Ok(codebook) = read_codebook("a.csv", bytes) else { return };
    let rows: Vec<_> = codebook.rows.into_iter().map(|row| row.value).collect();
    if let Ok(written) = write_codebook(&rows)
        && let Ok(again) = read_codebook("b.csv", written.as_bytes())
    {
        assert_eq!(rows.len(), again.rows.len(), "a codebook that was written came back otherwise");
    }
}

/// Each reader of TOML.
pub fn protocol(bytes: &[u8]) {
    drop(read_protocol("a.toml", bytes));
    drop(read_study("a.toml", bytes));
    drop(read_themes("a.toml", bytes));
    drop(read_findings("a.toml", bytes));
    drop(read_recommendations("a.toml", bytes));
}
