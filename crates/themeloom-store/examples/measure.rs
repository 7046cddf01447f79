//! Times of the store, printed for a person: `cargo run --release -p themeloom-store --example measure`.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use themeloom_store::{
    Draft, KdfCost, KeyFor, Opened, Protection, Sequence, SqliteStore, Store, StudyId, Unlock, Vault,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const STUDY: StudyId = StudyId([1; 16]);
const ENVELOPES: u64 = 1_000_000;
const COMMITS: usize = 300;

fn main() -> Outcome {
    let folder = std::env::temp_dir().join(format!("themeloom-measure-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let measured = commits(&folder).and_then(|()| log(&folder)).and_then(|()| blobs(&folder));
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn new_vault(path: &Path) -> themeloom_store::Result<Vault> {
    let protection = Protection::Passphrase { name: "A", passphrase: "a", cost: KdfCost::STANDARD };
    Vault::create(Box::new(SqliteStore::create(path, STUDY, "measure")?), &protection)
}

fn timed<T, E>(what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let start = Instant::now();
    let done = work()?;
    println!("{what}: {:.3} s", start.elapsed().as_secs_f64());
    Ok(done)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn commits(folder: &Path) -> Outcome {
    let bare = Connection::open(folder.join("bare.db"))?;
    bare.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    bare.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)")?;
    let mut vault = new_vault(&folder.join("commit.loom"))?;
    let payload = [7_u8; 80];
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for stamp in 0..COMMITS as u64 {
        let start = Instant::now();
        bare.execute("INSERT INTO t (bytes) VALUES (?1)", [payload])?;
        theirs.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        vault.commit(&[Draft { key: KeyFor::Study, stamp, payload: &payload }])?;
        ours.push(start.elapsed().as_secs_f64());
    }
    let (theirs, ours) = (median(theirs), median(ours));
    println!("commit: {:.3} ms, bare insert {:.3} ms, ratio {:.2}", ours * 1e3, theirs * 1e3, ours / theirs);
    Ok(())
}

fn log(folder: &Path) -> Outcome {
    let path = folder.join("log.loom");
    let mut vault = new_vault(&path)?;
    let payload = [7_u8; 80];
    let drafts: Vec<_> =
        (1..=ENVELOPES).map(|stamp| Draft { key: KeyFor::Study, stamp, payload: &payload }).collect();
    timed("append 1,000,000 envelopes in one batch", || vault.commit(&drafts))?;
    vault.close();
    println!("file: {} MB", std::fs::metadata(&path)?.len() / 1_000_000);
    let mut store = SqliteStore::open(&path, "measure")?;
    let mut count = 0_u64;
    timed("read 1,000,000 rows", || {
        store.read(Sequence::START, u64::MAX, &mut |_, _| {
            count += 1;
            ControlFlow::Continue(())
        })
    })?;
    let unlock = Unlock::Passphrase { name: Some("A"), passphrase: "a" };
    let mut vault = timed("unlock (Argon2id as shipped)", || Vault::unlock(Box::new(store), &unlock))?;
    timed("read, verify and open 1,000,000 envelopes", || {
        vault.read(Sequence::START, &mut |_| ControlFlow::Continue(()))
    })?;
    let large = vec![7_u8; 60_000_000];
    timed("put a snapshot of 60 MB", || vault.put_snapshot(&[(KeyFor::Study, &large)]))?;
    timed("open a snapshot of 60 MB", || vault.snapshot())?;
    Ok(())
}

fn blobs(folder: &Path) -> Outcome {
    let mut vault = new_vault(&folder.join("blobs.loom"))?;
    let mut addresses = Vec::new();
    let mut content = vec![7_u8; 60_000];
    for number in 0..2_000_u32 {
        content.splice(..4, number.to_be_bytes());
        addresses.push(vault.put_blob(KeyFor::Study, &content)?);
    }
    let opened = timed("read and open 2,000 blobs of 60 kB", || vault.blobs(&addresses))?;
    let bytes: usize = opened.into_iter().filter_map(Opened::plain).map(|bytes| bytes.len()).sum();
    println!("{bytes} bytes");
    Ok(())
}
