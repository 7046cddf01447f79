//! Comments, milestones and worksheets: what a team writes around the analysis.

use themeloom_app::study::comment::NewComment;
use themeloom_app::study::memo::Target;
use themeloom_app::study::worksheet::ElementContent;
use themeloom_app::{
    OpenStudy, add_element, comment, comments_waiting_for, edit_element, name_milestone, people,
    rename_dimension, resolve_comment,
};

use crate::support::{again, begin, code};

fn ask(study: &mut OpenStudy, text: &str) -> themeloom_app::Result<themeloom_app::study::CommentId> {
    let about = Target::Code(people::code(study.study(), "1.1").unwrap().id);
    let new = NewComment { about, to: None, text: text.to_owned(), reply_to: None };
    study.commit("commented", |draft| comment(draft, new))
}

#[test]
fn a_comment_waits_for_the_others_until_it_is_resolved_and_not_for_its_author() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let me = study.me().unwrap();
    let other = themeloom_app::study::CoderId(themeloom_app::study::ChangeId::new(9, 9));
    let id = ask(&mut study, "Is this one code or two?").unwrap();
    assert_eq!(comments_waiting_for(study.study(), other), [id]);
    assert!(comments_waiting_for(study.study(), me).is_empty());
    study.commit("resolved", |draft| resolve_comment(draft, id, true)).unwrap();
    let mut study = again(study);
    assert!(comments_waiting_for(study.study(), other).is_empty());
    study.undo().unwrap();
    assert_eq!(comments_waiting_for(study.study(), other), [id]);
}

#[test]
fn an_empty_comment_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let error = ask(&mut study, "  ").unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"`` does not fit a comment: expected some words");
    assert_eq!(study.study().comments().iter().count(), 0);
}

#[test]
fn a_milestone_tells_how_much_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let id = study.commit("named", |draft| name_milestone(draft, "as submitted, 3 May")).unwrap();
    assert_eq!(study.changes_since(id).unwrap(), 0);
    assert_eq!(code(&mut study, "value", "1.1"), 2);
    assert_eq!(study.changes_since(id).unwrap(), 2);
}

#[test]
fn elements_of_a_column_are_sorted_into_dimensions_which_can_be_renamed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let column = people::code(study.study(), "1.1").unwrap().id;
    let case = study.study().cases().iter().next().unwrap().id;
    let element = |text: &str, dimension: &str| ElementContent {
        text: text.to_owned(),
        dimension: dimension.to_owned(),
        cases: vec![case],
    };
    let ids = study
        .commit("listed", |draft| {
            let first = add_element(draft, column, element("time with the patient", "care"))?;
            Ok([first, add_element(draft, column, element("money", ""))?])
        })
        .unwrap();
    study.commit("sorted", |draft| edit_element(draft, ids[1], &element("money", "care"))).unwrap();
    study.commit("renamed", |draft| rename_dimension(draft, column, "care", "what value is")).unwrap();
    let study = again(study);
    let dimensions: Vec<&str> =
        study.study().elements().iter().map(|e| e.content.dimension.as_str()).collect();
    assert_eq!(dimensions, ["what value is", "what value is"]);
}
