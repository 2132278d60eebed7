//! Patterns against names, catalogues from trees and files.

use super::*;
use crate::model::index::Index;
use crate::model::index::index_of;
use crate::qemu::pattern::matches;
use crate::text::fixture::{files, line};

#[test]
fn patterns_match_as_in_glib() {
    let check = |pattern: &str, name: &str, expected: bool| {
        assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), expected, "{pattern} {name}");
    };
    for pattern in ["*", "**", "a*", "*c", "abc", "a?c", "???", "*?*", "?*", "*b*", "a*b*c", "abc*", "*abc"] {
        check(pattern, "abc", true);
    }
    for pattern in ["", "?", "??", "????", "ab", "A*", "[a]bc", "a*d", "*d*", "abc?", "?abc", "*abcd", "abc "]
    {
        check(pattern, "abc", false);
    }
    check("a?c", "aéc", true);
    check("a??c", "aéc", false);
    check("*?c", "aéc", true);
    check("*a*a*a*a*b", &"a".repeat(200), false);
}

fn names(catalogue: &Catalogue, indices: &[u32]) -> Vec<String> {
    indices.iter().map(|index| catalogue.known(*index).name.to_string()).collect()
}

#[test]
fn a_tree_declares_what_its_files_do() {
    let index = index_of(&files(
        r#"
        --- hw/a/trace-events
        disable a_off(void) ""
        a_on(int x) "%d"
        disable twice(void) ""
        --- hw/b/trace-events
        twice(void) ""
        "#,
    ));
    let catalogue = Catalogue::of_index(&index);
    let check = |pattern: &str, settable: &[&str], disabled: &[&str]| {
        let covered = catalogue.covered(pattern.as_bytes());
        assert_eq!(names(&catalogue, &covered.settable), settable, "{pattern}");
        assert_eq!(names(&catalogue, &covered.disabled), disabled, "{pattern}");
    };
    check("*", &["a_on", "twice"], &["a_off"]);
    check("a_o?", &["a_on"], &[]);
    check("a_off", &[], &["a_off"]);
    check("b*", &[], &[]);
    assert_eq!(catalogue.nearest("a_no"), Some("a_on"));
    assert_eq!(catalogue.longest_beginning(b"a_x_*"), Some(("a_", 1)));
    assert!(catalogue.may_be_generated(b"qmp_enter_stop") && catalogue.may_be_generated(b"*stop"));
    assert!(!catalogue.may_be_generated(b"a_x*"));
}

#[test]
fn many_names_are_searched_by_their_parts() {
    let text: String = (0..500).map(|number| line(&format!(r#"ev_{number:03}_end(void) """#))).collect();
    let catalogue = Catalogue::of_index(&index_of(&[("hw/a/trace-events", &*text)]));
    for pattern in ["*_123_*", "*123*", "ev_1*7_end", "*9?_e*", "*1*2*", "?v_0??_end", "*xyz*", "*"] {
        let all = catalogue.all().iter().enumerate();
        let expected: Vec<u32> = all
            .filter(|(_, known)| matches(pattern.as_bytes(), known.name.as_bytes()))
            .map(|(index, _)| index as u32)
            .collect();
        assert_eq!(catalogue.covered(pattern.as_bytes()).settable, expected, "{pattern}");
    }
}

#[test]
fn a_binary_has_a_part_of_what_is_declared() {
    let mut given = EventsFromFiles::default();
    given.add("all", b"# all\ndisable off(void) \"\"\none(int x) \"%d\"\ntwo(void) \"\"\n".to_vec()).unwrap();
    let told = |given: &EventsFromFiles| {
        let catalogue = given.catalogue(&Index::default());
        let all = catalogue.all().iter();
        all.map(|it| {
            format!(
                "{}{}{}",
                it.name,
                ["", "!"][usize::from(it.is_disabled)],
                ["-", ""][usize::from(it.is_present)]
            )
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(told(&given), ["off!", "one", "two"]);
    given.add("all", b"one\nthree : state 0\noff\nThis list may be incomplete\n".to_vec()).unwrap();
    assert_eq!(told(&given), ["off!", "one", "three", "two-"]);
    assert!(given.add("all", b"a b\n".to_vec()).is_err());
    assert!(given.add("none", Vec::new()).is_err());
}
