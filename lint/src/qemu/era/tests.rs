//! Eras: what holds in one release, in a development tree, and where several releases are possible.

use super::*;

fn era(text: &str) -> Era {
    Era::of(Version::read(text).unwrap())
}

#[test]
fn development_is_of_both_sides() {
    let check = |text: &str, expected: bool| assert_eq!(era(text).has_rust(), expected, "{text}");
    check("10.2.0", true);
    check("10.1.50", false);
    check("10.1.90", true);
    check("10.2.50", true);
    check("9.2.50", false);
    check("11.0", true);
    assert!(era("2.12.90").is_since(3, 0) && !era("2.12.50").is_since(3, 0));
    assert!(era("9.2.91").is_since(10, 0));
    assert!(era("10.0.50").properties().contains(&"vcpu"));
    assert!(!era("10.1.50").properties().contains(&"vcpu"));
}

#[test]
fn the_own_tracetool_decides_between_releases() {
    let check = |release: &str, text: &str, vcpu: bool, newline: bool| {
        let era = era(release).with_tracetool(Tracetool::read(text.as_bytes()));
        assert_eq!(era.properties().contains(&"vcpu"), vcpu, "{release} {text}");
        assert_eq!(era.refuses_newline(), newline, "{release} {text}");
    };
    check("10.0.50", "_VALID_PROPS = set([\"disable\"])", false, true);
    check("10.0.50", "_VALID_PROPS = set([\"disable\", \"vcpu\"])", true, true);
    check("9.0.50", "\"vcpu\"\nmust not use new line", true, true);
    check("9.0.50", "\"vcpu\"", true, false);
    // What a release says is not asked of it.
    check("10.2", "\"vcpu\"", false, true);
    check("9.0", "must not use new line", true, false);
}

#[test]
fn open_eras_hold_what_all_their_releases_hold() {
    let generated = Era::GENERATED;
    assert!(generated.may_have_tcg() && !generated.refuses_percent_m());
    assert!(generated.may_know_address_macros(false) && generated.adds_vcpu_argument());
    let wrappers = Era::WRAPPERS;
    assert!(wrappers.refuses_percent_m() && !wrappers.refuses_newline() && !wrappers.prints_twice());
    assert_eq!(era("7.2").within(wrappers), Some(era("7.2")));
    assert_eq!(era("7.2").within(generated), None);
    assert_eq!(era("5.1.50").within(wrappers).unwrap().wiring(), Wiring::Wrappers);
}

#[test]
fn hosts_come_and_go() {
    let names = |text: &str| era(text).hosts().iter().map(|host| host.name).collect::<Vec<_>>();
    let has = |text: &str, name: &str| names(text).contains(&name);
    assert!(has("10.0", "linux-32") && !has("10.0", "wasm32") && !has("10.0", "wasm64"));
    assert!(has("10.1", "linux-32") && has("10.1", "wasm32") && !has("10.1", "wasm64"));
    assert!(!has("11.0", "linux-32") && !has("11.0", "wasm32") && has("11.0", "wasm64"));
}
