use insta::assert_snapshot;
use themeloom_import::{Limits, open_document};

use crate::{open, report, told};

fn told_of(json: &str) -> String {
    told(&open("talk.json", json.as_bytes()).unwrap())
}

fn refused(json: &str) -> String {
    open("talk.json", json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn whisper_gives_paragraphs_with_times_and_no_invented_speaker() {
    let json = r#"{"text": " So what is value? Time. Yes.", "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " So what is value?", "tokens": [50364, 407], "avg_logprob": NaN, "no_speech_prob": 0.01},
        {"id": 1, "seek": 0, "start": 3.04, "end": 4.0, "text": " Time.", "words": [{"word": " Time.", "start": 3.04, "end": 4.0, "probability": 0.9}]},
        {"id": 2, "seek": 0, "start": 9.5, "end": 10.0, "text": " Yes."}], "language": "en"}"#;
    let read = open("talk.json", json.as_bytes()).unwrap();
    assert_eq!(read.text.as_str(), "So what is value? Time.\n\nYes.\n");
    assert_snapshot!(told(&read), @"
    Unnamed speaker @0:00 | So what is value? Time.
    Unnamed speaker @0:09 | Yes.
    ");
    assert_snapshot!(report(&read), @"
    recognised: JSON of a transcription tool
    recognised: 2 turns (Unnamed speaker 2)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    recognised: written as Whisper writes it
    changed: 3 pieces joined into 2 turns or paragraphs
    not read: 1 other entry of the file (`language`): only words, speakers and their times make a transcript
    ");
}

#[test]
fn whisperx_gives_speakers_and_a_segment_without_one_is_nobodys() {
    let json = r#"{"segments": [
        {"start": 0.03, "end": 2.5, "text": " So what is value?", "speaker": "SPEAKER_00", "words": []},
        {"start": 20.0, "end": 21.0, "text": " To you?", "speaker": "SPEAKER_00"},
        {"start": 21.5, "end": 22.0, "text": "Mm."},
        {"start": 22.5, "end": 24.0, "text": "Time with people.", "speaker": "SPEAKER_01"}], "word_segments": [], "language": "en"}"#;
    assert_snapshot!(told_of(json), @"
    SPEAKER_00 @0:00 | So what is value? To you?
    Unnamed speaker @0:21 | Mm.
    SPEAKER_01 @0:22 | Time with people.
    ");
}

#[test]
fn otter_names_speakers_in_a_list_and_counts_samples_or_milliseconds() {
    let json = |per_millisecond: u32| {
        let at = |milliseconds: u32| milliseconds * per_millisecond;
        format!(
            r#"{{"speech": {{"title": "Ward talk", "speakers": [{{"id": 42, "speaker_name": "Ada Kettle"}}], "transcripts": [
            {{"id": 2, "speaker_id": null, "speaker_model_label": "B", "start_offset": {}, "end_offset": {}, "transcript": "Time with people, I would say."}},
            {{"id": 1, "speaker_id": "42", "start_offset": {}, "end_offset": {}, "transcript": "So what is value?"}},
            {{"id": 3, "speaker_id": 43, "speaker_name": "P03", "start_offset": {}, "end_offset": {}, "transcript": "And money."}}]}}}}"#,
            at(62_000),
            at(65_000),
            at(2_000),
            at(4_000),
            at(70_000),
            at(71_000),
        )
    };
    assert_eq!(told_of(&json(1)), told_of(&json(16)));
    assert_snapshot!(told_of(&json(16)), @"
    Ada Kettle @0:02 | So what is value?
    Speaker B @1:02 | Time with people, I would say.
    P03 @1:10 | And money.
    ");
}

#[test]
fn whisper_cpp_counts_milliseconds_and_its_cut_words_are_put_together() {
    let json = r#"{"systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"language": "en"}, "result": {"language": "en"}, "transcription": [
        {"timestamps": {"from": "00:00:00,000", "to": "00:00:00,900"}, "offsets": {"from": 0, "to": 900}, "text": " The"},
        {"timestamps": {"from": "00:00:00,900", "to": "00:00:01,500"}, "offsets": {"from": 900, "to": 1500}, "text": " inter"},
        {"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "offsets": {"from": 1500, "to": 2000}, "text": "view"},
        {"timestamps": {"from": "00:00:02,000", "to": "00:00:02,000"}, "offsets": {"from": 2000, "to": 2000}, "text": "."},
        {"timestamps": {"from": "00:01:02,000", "to": "00:01:03,000"}, "offsets": {"from": 62000, "to": 63000}, "text": " Next."}]}"#;
    assert_snapshot!(told_of(json), @"
    Unnamed speaker @0:00 | The interview.
    Unnamed speaker @1:02 | Next.
    ");
}

#[test]
fn openai_with_speakers_hugging_face_and_bare_lists_are_read() {
    let openai = r#"{"task": "transcribe", "duration": 4.0, "text": "So? Well.", "segments": [
        {"type": "transcript.text.segment", "id": "seg_1", "start": 0.0, "end": 1.5, "text": "So?", "speaker": "A"},
        {"type": "transcript.text.segment", "id": "seg_2", "start": 1.5, "end": 4.0, "text": "Well.", "speaker": "B"}]}"#;
    assert_snapshot!(told_of(openai), @"
    Speaker A @0:00 | So?
    Speaker B @0:01 | Well.
    ");
    let chunks = r#"{"text": " So? Well.", "chunks": [{"timestamp": [0.0, 3.16], "text": " So?"}, {"timestamp": [7.5, null], "text": " Well."}]}"#;
    assert_snapshot!(told_of(chunks), @"
    Unnamed speaker @0:00 | So?
    Unnamed speaker @0:07 | Well.
    ");
    assert_snapshot!(told_of(r#"[{"start": 1, "end": 2, "text": "So?"}, {"start": 2, "end": 3, "text": "Well."}]"#), @"Unnamed speaker @0:01 | So? Well.");
    assert_snapshot!(told_of(r#"{"text": "So? Well.", "usage": {"type": "tokens"}}"#), @"Unnamed speaker | So? Well.");
}

#[test]
fn assembly_ai_gives_utterances_in_milliseconds() {
    let json = r#"{"id": "9ea68fd3", "status": "completed", "audio_url": "https://example.org/a.mp3", "text": "So what is value? Time.", "confidence": 0.96,
        "words": [{"text": "So", "start": 250, "end": 650, "confidence": 0.97, "speaker": "A"}],
        "utterances": [
            {"confidence": 0.9, "end": 2590, "speaker": "A", "start": 250, "text": "So what is value?", "words": []},
            {"confidence": 0.9, "end": 4590, "speaker": "B", "start": 3000, "text": "Time.", "words": []}], "chapters": null}"#;
    let read = open("talk.json", json.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Speaker A @0:00 | So what is value?
    Speaker B @0:03 | Time.
    ");
    assert_snapshot!(report(&read), @"
    recognised: JSON of a transcription tool
    recognised: 2 turns (Speaker A 1, Speaker B 1)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    recognised: written as AssemblyAI writes it
    changed: the speaker's name was written before each turn
    not read: 5 other entries of the file (`audio_url`, `chapters`, `confidence`, `id`, `status`): only words, speakers and their times make a transcript
    ");
}

#[test]
fn assembly_ai_without_speakers_gives_times_by_its_words() {
    let json = r#"{"id": "x", "status": "completed", "text": "So? Time.", "utterances": null, "words": [
        {"text": "So?", "start": 250, "end": 650, "speaker": null}, {"text": "Time.", "start": 9000, "end": 9500, "speaker": null}]}"#;
    assert_snapshot!(told_of(json), @"
    Unnamed speaker @0:00 | So?
    Unnamed speaker @0:09 | Time.
    ");
}

#[test]
fn deepgram_gives_utterances_paragraphs_words_or_text() {
    let utterances = r#"{"metadata": {"duration": 9.0}, "results": {"channels": [{"alternatives": [{"transcript": "so well"}]}], "utterances": [
        {"start": 0.41, "end": 1.43, "confidence": 0.88, "channel": 0, "transcript": "So?", "words": [], "speaker": 0, "id": "a"},
        {"start": 1.9, "end": 2.4, "confidence": 0.9, "channel": 0, "transcript": "Well.", "words": [], "speaker": 1, "id": "b"}]}}"#;
    assert_snapshot!(told_of(utterances), @"
    Speaker 0 @0:00 | So?
    Speaker 1 @0:01 | Well.
    ");
    let paragraphs = r#"{"results": {"channels": [{"alternatives": [{"transcript": "So? Why? Well.", "words": [], "paragraphs": {"transcript": "\nSpeaker 0: So? Why?\n\nSpeaker 1: Well.", "paragraphs": [
        {"sentences": [{"text": "So?", "start": 2.1, "end": 3.0}, {"text": "Why?", "start": 3.0, "end": 4.0}], "start": 2.1, "end": 4.0, "num_words": 2, "speaker": 0},
        {"sentences": [{"text": "Well.", "start": 5.0, "end": 6.0}], "start": 5.0, "end": 6.0, "num_words": 1, "speaker": 1}]}}]}]}}"#;
    assert_snapshot!(told_of(paragraphs), @"
    Speaker 0 @0:02 | So? Why?
    Speaker 1 @0:05 | Well.
    ");
    let words = r#"{"results": {"channels": [{"alternatives": [{"transcript": "so well", "words": [
        {"word": "so", "start": 1.0, "end": 1.2, "confidence": 0.9, "punctuated_word": "So?", "speaker": 0, "speaker_confidence": 0.6},
        {"word": "well", "start": 1.5, "end": 1.9, "confidence": 0.9, "punctuated_word": "Well.", "speaker": 1, "speaker_confidence": 0.6}]}]}]}}"#;
    assert_snapshot!(told_of(words), @"
    Speaker 0 @0:01 | So?
    Speaker 1 @0:01 | Well.
    ");
    let channels = r#"{"results": {"channels": [
        {"alternatives": [{"transcript": "so", "words": [{"word": "so", "start": 5.0, "end": 5.5}]}]},
        {"alternatives": [{"transcript": "well", "words": [{"word": "well", "start": 1.0, "end": 1.5}]}]}]}}"#;
    assert_snapshot!(told_of(channels), @"
    Channel 1 @0:01 | well
    Channel 0 @0:05 | so
    ");
}

#[test]
fn amazon_gives_words_one_by_one_with_speakers_on_them_or_beside() {
    let on_them = r#"{"jobName": "talk", "accountId": "1", "status": "COMPLETED", "results": {"transcripts": [{"transcript": "So, what? Time."}],
        "speaker_labels": {"channel_label": "ch_0", "speakers": 2, "segments": []},
        "items": [
        {"id": 0, "start_time": "4.87", "speaker_label": "spk_0", "end_time": "5.02", "alternatives": [{"confidence": "1.0", "content": "So"}], "type": "pronunciation"},
        {"id": 1, "speaker_label": "spk_0", "alternatives": [{"confidence": "0.0", "content": ","}], "type": "punctuation"},
        {"id": 2, "start_time": "5.1", "speaker_label": "spk_0", "end_time": "5.3", "alternatives": [{"confidence": "1.0", "content": "what"}], "type": "pronunciation"},
        {"id": 3, "speaker_label": "spk_0", "alternatives": [{"confidence": "0.0", "content": "?"}], "type": "punctuation"},
        {"id": 4, "start_time": "8.49", "speaker_label": "spk_1", "end_time": "8.88", "alternatives": [{"confidence": "1.0", "content": "Time"}], "type": "pronunciation"},
        {"id": 5, "speaker_label": "spk_1", "alternatives": [{"confidence": "0.0", "content": "."}], "type": "punctuation"}]}}"#;
    assert_snapshot!(told_of(on_them), @"
    spk_0 @0:04 | So, what?
    spk_1 @0:08 | Time.
    ");
    let beside = r#"{"results": {"transcripts": [{"transcript": "So. Time"}],
        "speaker_labels": {"speakers": 2, "segments": [
            {"start_time": "1.0", "speaker_label": "spk_0", "end_time": "1.5", "items": [{"start_time": "1.0", "speaker_label": "spk_0", "end_time": "1.5"}]},
            {"start_time": "2.0", "speaker_label": "spk_1", "end_time": "2.5", "items": [{"start_time": "2.0", "speaker_label": "spk_1", "end_time": "2.5"}]}]},
        "items": [
        {"start_time": "1.0", "end_time": "1.5", "alternatives": [{"content": "So"}], "type": "pronunciation"},
        {"alternatives": [{"content": "."}], "type": "punctuation"},
        {"start_time": "2.0", "end_time": "2.5", "alternatives": [{"content": "Time"}], "type": "pronunciation"}]}}"#;
    assert_snapshot!(told_of(beside), @"
    spk_0 @0:01 | So.
    spk_1 @0:02 | Time
    ");
}

#[test]
fn amazon_gives_a_list_for_each_channel_and_sentences_are_put_in_order() {
    let item = |start: &str, end: &str, word: &str| {
        format!(
            r#"{{"channel_label": "ch_X", "start_time": "{start}", "end_time": "{end}", "alternatives": [{{"content": "{word}"}}], "type": "pronunciation"}}, {{"alternatives": [{{"content": "."}}], "type": "punctuation"}}"#
        )
    };
    let one = [item("1.0", "1.5", "One"), item("5.0", "5.5", "Three")].join(",").replace("ch_X", "ch_0");
    let two = item("3.0", "3.5", "Two").replace("ch_X", "ch_1");
    let json = format!(
        r#"{{"results": {{"transcripts": [{{"transcript": "One. Two. Three."}}], "channel_labels": {{"channels": [{{"channel_label": "ch_0", "items": [{one}]}}, {{"channel_label": "ch_1", "items": [{two}]}}], "number_of_channels": 2}}}}}}"#
    );
    assert_snapshot!(told_of(&json), @"
    ch_0 @0:01 | One.
    ch_1 @0:03 | Two.
    ch_0 @0:05 | Three.
    ");
}

#[test]
fn google_repeats_all_words_with_their_speakers_in_its_last_result() {
    let json = r#"{"results": [
        {"alternatives": [{"transcript": "so what time", "confidence": 0.9, "words": [{"startTime": "0.600s", "endTime": "0.800s", "word": "so"}]}], "languageCode": "en-gb"},
        {"alternatives": [{"words": [
            {"startTime": "0.600s", "endTime": "0.800s", "word": "so", "speakerTag": 1},
            {"startTime": "0.800s", "endTime": "1.200s", "word": "what", "speakerTag": 1},
            {"startTime": "2s", "endTime": "2.500s", "word": "time", "speakerTag": 2}]}]}]}"#;
    assert_snapshot!(told_of(json), @"
    Speaker 1 @0:00 | so what
    Speaker 2 @0:02 | time
    ");
    let plain = r#"{"name": "operations/1", "response": {"results": [
        {"alternatives": [{"transcript": "so what", "words": [{"startOffset": "1.500s", "endOffset": "2s", "word": "so"}, {"startOffset": "2s", "endOffset": "3s", "word": "what"}]}, {"transcript": "sew what"}]},
        {"alternatives": [{"transcript": " time"}], "resultEndTime": "9s"}]}}"#;
    assert_snapshot!(told_of(plain), @"
    Unnamed speaker @0:01 | so what
    Unnamed speaker | time
    ");
}

#[test]
fn azure_gives_phrases_of_its_batches_and_of_its_fast_way() {
    let batch = r#"{"source": "a.wav", "timestamp": "2023-07-10T14:28:16Z", "durationInTicks": 41200000, "duration": "PT4.12S",
        "combinedRecognizedPhrases": [{"channel": 0, "lexical": "so well", "display": "So? Well."}],
        "recognizedPhrases": [
        {"recognitionStatus": "Success", "speaker": 1, "channel": 0, "offset": "PT0.07S", "duration": "PT1.59S", "offsetInTicks": 700000.0, "durationInTicks": 15900000.0, "nBest": [{"confidence": 0.89, "lexical": "so", "display": "So?"}, {"confidence": 0.5, "display": "Sew?"}]},
        {"recognitionStatus": "Success", "speaker": 2, "channel": 0, "offset": "PT1M2.5S", "duration": "PT1S", "nBest": [{"confidence": 0.89, "lexical": "well", "display": "Well."}]}]}"#;
    let read = open("talk.json", batch.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Speaker 1 @0:00 | So?
    Speaker 2 @1:02 | Well.
    ");
    let ends: Vec<_> = read.turns.iter().map(|t| t.time.unwrap().end.unwrap().0).collect();
    assert_eq!(ends, [1_660, 63_500]);
    let fast = r#"{"durationMilliseconds": 5000, "combinedPhrases": [{"channel": 0, "text": "So? Well."}], "phrases": [
        {"channel": 0, "speaker": 2, "offsetMilliseconds": 2600, "durationMilliseconds": 1400, "text": "Well.", "words": [], "locale": "en-GB"},
        {"channel": 0, "speaker": 1, "offsetMilliseconds": 120, "durationMilliseconds": 2200, "text": "So?", "words": []}]}"#;
    assert_snapshot!(told_of(fast), @"
    Speaker 1 @0:00 | So?
    Speaker 2 @0:02 | Well.
    ");
}

#[test]
fn rev_and_gecko_give_monologues() {
    let rev = r#"{"monologues": [
        {"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.5, "end_ts": 1.5, "confidence": 1.0}, {"type": "punct", "value": " "}, {"type": "text", "value": "Ann", "ts": 1.75, "end_ts": 2.85}, {"type": "punct", "value": "."}]},
        {"speaker": 1, "elements": [{"type": "text", "value": "Yes", "ts": 3.0, "end_ts": 3.5}, {"type": "punct", "value": "?"}]}]}"#;
    assert_snapshot!(told_of(rev), @"
    Speaker 0 @0:00 | Hello Ann.
    Speaker 1 @0:03 | Yes?
    ");
    let gecko = r#"{"schemaVersion": "2.0", "monologues": [{"speaker": {"id": "spk1", "name": "Ann Lee"}, "start": 0.5, "end": 2.4, "terms": [
        {"start": 0.5, "end": 1.0, "text": "Hello", "type": "WORD"}, {"start": 1.0, "end": 1.1, "text": ",", "type": "PUNCTUATION"}, {"start": 1.1, "end": 2.4, "text": "Bo", "type": "WORD"}]}]}"#;
    assert_snapshot!(told_of(gecko), @"Ann Lee @0:00 | Hello, Bo");
}

#[test]
fn json_of_anything_else_is_refused_with_what_can_be_read() {
    let messages = [
        refused(r#"{"name": "survey", "answers": [1, 2]}"#),
        refused("[1, 2, 3]"),
        refused("\"words\""),
        refused(r#"{"text": "a post", "likes": 3}"#),
        refused(r#"{"segments": [{"start": 0, "end": 1, "te"#),
        refused(r#"{"segments": [{"start": 0, "end": 1, "text": ""}]}"#),
        refused(r#"{"monologues": []}"#),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `talk.json` is JSON, but of no transcription tool that is known, although its name ends in .json: export the transcript from its program as .docx, .txt, .vtt or .srt, or as a .csv with the columns timestamp, speaker and words, and import that; JSON is read from Whisper, WhisperX, whisper.cpp, Otter, AssemblyAI, Deepgram, Amazon Transcribe, Google, Azure and Rev
    `talk.json` is JSON, but of no transcription tool that is known, although its name ends in .json: export the transcript from its program as .docx, .txt, .vtt or .srt, or as a .csv with the columns timestamp, speaker and words, and import that; JSON is read from Whisper, WhisperX, whisper.cpp, Otter, AssemblyAI, Deepgram, Amazon Transcribe, Google, Azure and Rev
    `talk.json` is JSON, but of no transcription tool that is known, although its name ends in .json: export the transcript from its program as .docx, .txt, .vtt or .srt, or as a .csv with the columns timestamp, speaker and words, and import that; JSON is read from Whisper, WhisperX, whisper.cpp, Otter, AssemblyAI, Deepgram, Amazon Transcribe, Google, Azure and Rev
    `talk.json` is JSON, but of no transcription tool that is known, although its name ends in .json: export the transcript from its program as .docx, .txt, .vtt or .srt, or as a .csv with the columns timestamp, speaker and words, and import that; JSON is read from Whisper, WhisperX, whisper.cpp, Otter, AssemblyAI, Deepgram, Amazon Transcribe, Google, Azure and Rev
    `talk.json` is damaged (line 1, column 40: expected complete JSON): copy it again, or open it in the program that made it and save it anew
    `talk.json` holds no words: check that it is the right file
    `talk.json` holds no words: check that it is the right file
    ");
}

#[test]
fn json_made_to_exhaust_a_computer_is_refused() {
    let deep = format!("{{\"segments\": {}", "[".repeat(100_000));
    let small = Limits { expanded_bytes: 100_000, ..Limits::default() };
    let many = format!("{{\"segments\": [{}{{}}]}}", "{},".repeat(1_000));
    let wide = open_document("talk.json", many.as_bytes(), &small).unwrap_err().to_string();
    assert_snapshot!([refused(&deep), wide].join("\n"), @"
    `talk.json`, its JSON: elements lie more than 127 deep in one another: open it and save it anew, then import that
    `talk.json` unpacks to far more than its size (its JSON passes 100000 bytes), as files made to exhaust a computer do: if you trust it, open it and save it anew, then import that
    ");
}

#[test]
fn a_transcript_that_begins_with_a_bracket_is_no_json() {
    let read = open("talk.txt", b"[00:01] Interviewer: So?\n\n[00:03] P01: Well.\n").unwrap();
    assert_eq!(read.kind.word(), "txt");
    let read =
        open("talk.txt", br#"{"text": "So?", "segments": [{"start": 0, "end": 1, "text": "So?"}]}"#).unwrap();
    assert_snapshot!(report(&read).lines().next().unwrap(), @"recognised: JSON of a transcription tool, although its name ends in .txt");
}
