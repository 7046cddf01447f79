//! The tree that a page of HTML stands for, as html5ever builds it by the rules of the standard.
//!
//! A page can be written so that building its tree takes time or memory far beyond its size: by
//! elements that lie deep in one another, by formatting that every paragraph repeats, by a tag with a
//! hundred thousand attributes. So it is read piece by piece, and looked at in between.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

use crate::error::{Excess, ImportError};
use crate::limits::Limits;

/// Bytes that are read between two looks.
const PIECE: usize = 4096;
/// How often more things than bytes a page may come to, and how many more any page may.
const THINGS_IN_A_BYTE: usize = 2;
const THINGS_AT_LEAST: usize = 1000;
/// Blanks, strokes and quotation marks that may follow one another without giving anything: so many
/// lie in one tag. No page that was cleaned has a tenth of it.
const MARKS_IN_A_TAG: usize = 2000;

/// A page of HTML.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// What one meets on the way through a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'t> {
    /// An element begins.
    Open(&'t str),
    /// Words.
    Text(&'t str),
    /// An element ends.
    Close(&'t str),
}

/// Builds the tree of a page.
///
/// # Errors
/// For pages that are made to exhaust a computer; `part` says which page.
pub(super) fn build(file: &str, part: &str, html: &str, limits: &Limits) -> Result<Tree, ImportError> {
    let mut options = ParseOpts::default();
    // As html5lib, with which Taguette counts.
    options.tokenizer.discard_bom = false;
    options.tree_builder.scripting_enabled = false;
    let mut parser = parse_document(Sink::default(), options);
    let bomb = |excess| ImportError::Bomb { file: file.to_owned(), part: part.to_owned(), excess };
    let (mut read, mut marks, mut looked_at) = (0, 0, 0);
    while read < html.len() {
        let end = html.floor_char_boundary(read + PIECE);
        let piece = html.get(read..end).unwrap_or_default();
        parser.process(StrTendril::from_slice(piece));
        read = end;
        let sink = &parser.tokenizer.sink.sink;
        let nodes = sink.nodes.borrow();
        let most = read * THINGS_IN_A_BYTE + THINGS_AT_LEAST;
        if nodes.len() > most {
            return Err(bomb(Excess::Bytes { limit: limits.expanded_bytes.min(most as u64) }));
        }
        let too_deep =
            |at: &usize| above(&nodes, *at).take(limits.nesting_depth + 1).count() > limits.nesting_depth;
        if (looked_at..nodes.len()).any(|at| too_deep(&at)) {
            let (file, part, limit) = (file.to_owned(), part.to_owned(), limits.nesting_depth);
            return Err(ImportError::TooDeep { file, part, limit });
        }
        looked_at = nodes.len();
        drop(nodes);
        marks = if sink.gave.replace(false) { 0 } else { marks + count_marks(piece) };
        if marks > MARKS_IN_A_TAG {
            return Err(bomb(Excess::Steps { limit: MARKS_IN_A_TAG as u64 }));
        }
    }
    Ok(parser.finish())
}

fn count_marks(piece: &str) -> usize {
    piece.bytes().filter(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\'')).count()
}

impl Tree {
    /// The way through the body: every element and text in it, in the order of the page.
    pub(super) fn body(&self) -> impl Iterator<Item = Step<'_>> {
        let html = self.child_named(0, "html");
        let body = html.and_then(|html| self.child_named(html, "body"));
        Way { tree: self, root: body, at: body.and_then(|body| self.nodes.get(body)?.first), leaving: false }
    }

    fn child_named(&self, parent: usize, name: &str) -> Option<usize> {
        let mut child = self.nodes.get(parent)?.first;
        while let Some(at) = child {
            let node = self.nodes.get(at)?;
            if node.words.is_none() && &*node.name.local == name {
                return Some(at);
            }
            child = node.next;
        }
        None
    }
}

/// The way through the nodes below one.
struct Way<'t> {
    tree: &'t Tree,
    root: Option<usize>,
    at: Option<usize>,
    leaving: bool,
}

impl<'t> Iterator for Way<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        let at = self.at.filter(|_| self.at != self.root)?;
        let node = self.tree.nodes.get(at)?;
        if let (Some(words), false) = (&node.words, self.leaving) {
            self.move_on(node);
            return Some(Step::Text(words));
        }
        let name = &*node.name.local;
        if self.leaving {
            self.move_on(node);
            return Some(Step::Close(name));
        }
        match node.first {
            Some(first) => self.at = Some(first),
            None => self.leaving = true,
        }
        Some(Step::Open(name))
    }
}

impl Way<'_> {
    fn move_on(&mut self, node: &Node) {
        self.leaving = node.next.is_none();
        self.at = node.next.or(node.parent);
    }
}

/// A document, element, text or comment, joined to its neighbours by their places in the list.
struct Node {
    /// The name of an element; no name for all else.
    name: QualName,
    /// The words of a text.
    words: Option<String>,
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
}

impl Node {
    fn new(name: QualName, words: Option<String>) -> Self {
        Self { name, words, parent: None, previous: None, next: None, first: None, last: None }
    }
}

/// The places of what a node lies in, the nearest first.
fn above(nodes: &[Node], at: usize) -> impl Iterator<Item = usize> {
    let parent = move |at: usize| nodes.get(at).and_then(|node| node.parent);
    std::iter::successors(parent(at), move |at| parent(*at))
}

fn nameless() -> QualName {
    QualName::new(None, Namespace::default(), LocalName::default())
}

/// What html5ever builds the tree through. Attributes and comments are not kept.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// Whether anything came since this was last asked.
    gave: Cell<bool>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { nodes: RefCell::new(vec![Node::new(nameless(), None)]), gave: Cell::new(false) }
    }
}

impl Sink {
    fn add(&self, name: QualName, words: Option<String>) -> usize {
        self.gave.set(true);
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(name, words));
        nodes.len() - 1
    }

    /// Puts a node or words between two neighbours in a parent, joining words to words before them.
    fn put(&self, parent: usize, next: Option<usize>, child: NodeOrText<usize>) {
        self.gave.set(true);
        let previous = {
            let nodes = self.nodes.borrow();
            match next {
                Some(next) => nodes.get(next).and_then(|node| node.previous),
                None => nodes.get(parent).and_then(|node| node.last),
            }
        };
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(more) => {
                let mut nodes = self.nodes.borrow_mut();
                if let Some(words) = previous.and_then(|at| nodes.get_mut(at)?.words.as_mut()) {
                    words.push_str(&more);
                    return;
                }
                drop(nodes);
                self.add(nameless(), Some(more.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(node) = nodes.get_mut(child) {
            (node.parent, node.previous, node.next) = (Some(parent), previous, next);
        }
        link(&mut nodes, parent, previous, Some(child));
        link(&mut nodes, parent, Some(child), next);
    }

    fn take_out(&self, at: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(at) else { return };
        let (Some(parent), previous, next) = (node.parent.take(), node.previous.take(), node.next.take())
        else {
            return;
        };
        link(&mut nodes, parent, previous, next);
    }
}

/// Makes two nodes of a parent neighbours; where one is none, the other is the first or the last.
fn link(nodes: &mut [Node], parent: usize, previous: Option<usize>, next: Option<usize>) {
    match previous {
        Some(previous) => nodes.get_mut(previous).into_iter().for_each(|node| node.next = next),
        None => nodes.get_mut(parent).into_iter().for_each(|node| node.first = next),
    }
    match next {
        Some(next) => nodes.get_mut(next).into_iter().for_each(|node| node.previous = previous),
        None => nodes.get_mut(parent).into_iter().for_each(|node| node.last = previous),
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(name, None)
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(nameless(), None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(nameless(), None)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let has_parent = self.nodes.borrow().get(*element).is_some_and(|node| node.parent.is_some());
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.take_out(*child);
        }
        let parent = self.nodes.borrow().get(*sibling).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.put(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.take_out(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        loop {
            let first = self.nodes.borrow().get(*node).and_then(|node| node.first);
            let Some(child) = first else { return };
            self.take_out(child);
            self.put(*new_parent, None, NodeOrText::AppendNode(child));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(html: &str) -> String {
        let tree = build("a", "b", html, &Limits::default()).unwrap();
        let told = tree.body().map(|step| match step {
            Step::Open(name) => format!("<{name}>"),
            Step::Text(words) => words.to_owned(),
            Step::Close(name) => format!("</{name}>"),
        });
        told.collect()
    }

    #[test]
    fn a_page_becomes_the_tree_that_a_browser_shows() {
        assert_eq!(
            told("<p>One <b>two</b> &amp; three<p>four\n"),
            "<p>One <b>two</b> &amp; three</p><p>four\n</p>".replace("&amp;", "&")
        );
        assert_eq!(told("  one<br>two</div>"), "one<br></br>two");
        assert_eq!(told(""), "");
    }

    #[test]
    fn what_is_nested_wrongly_is_put_right_as_browsers_do() {
        assert_eq!(told("<b>1<p>2</b>3</p>"), "<b>1</b><p><b>2</b>3</p>");
        assert_eq!(told("<table>a<tr><td>b</table>"), "a<table><tbody><tr><td>b</td></tr></tbody></table>");
        assert_eq!(told("<table><!-- x -->a<b>c</b></table>"), "a<b>c</b><table><></></table>");
    }

    #[test]
    fn pages_made_to_exhaust_a_computer_are_refused() {
        let limits = Limits::default();
        let refused = |html: &str| build("a", "b", html, &limits).err();
        let deep = "<div>".repeat(400_000);
        assert!(matches!(refused(&deep), Some(ImportError::TooDeep { .. })));
        // Each paragraph opens all of them again: only three that are the same would be.
        let fonts: String = (0..200).map(|n| format!("<font x={n}>")).collect();
        let repeated = format!("<p>{fonts}{}", "<p>x".repeat(100_000));
        assert!(matches!(refused(&repeated), Some(ImportError::Bomb { .. })));
        let attributes: String = (0..500_000).map(|n| format!(" a{n}")).collect();
        assert!(matches!(refused(&format!("<p{attributes}>")), Some(ImportError::Bomb { .. })));
        assert!(refused(&"words and blanks ".repeat(100_000)).is_none());
    }

    proptest! {
        #[test]
        fn no_text_of_a_page_is_lost_and_nothing_panics(html in "(<(/?(p|b|table|td|a|select|svg|template|body|li)|!--)>|[a-z ]|&|<|é){0,60}") {
            let tree = build("a", "b", &html, &Limits::default()).unwrap();
            prop_assert!(tree.body().count() <= 100 * html.len() + 10);
        }
    }
}
