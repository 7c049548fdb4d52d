//! The list of parts for machines (SBOM), in the JSON of `CycloneDX`.

use super::date::Date;
use super::dependencies::Dependency;
use super::hashes::sha256;
use super::native::Native;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// A list of the server's parts: what is inside, what only helped to build it, and which needs which.
pub(crate) fn text(dependencies: &[Dependency], native: &[Native], target: &str, date: Date) -> Result<String> {
    let server = dependencies.iter().find(|it| it.name == "caro-lsp").context("the server is made of itself")?;
    let mut components = Vec::new();
    let mut edges = Vec::new();
    for package in dependencies {
        if package.name != server.name {
            components.push(component(package, native));
        }
        let needs: Vec<String> =
            dependencies.iter().filter(|it| package.needs.contains(&it.id())).map(address).collect();
        edges.push(json!({ "ref": address(package), "dependsOn": needs }));
    }
    let mut list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": date.iso(),
            "tools": { "components": [{ "type": "application", "name": "cargo xtask dist", "version": super::VERSION }] },
            "component": {
                "type": "application",
                "bom-ref": address(server),
                "name": server.name,
                "version": server.version,
                "licenses": [{ "expression": server.licence }],
                "purl": address(server),
                "properties": [{ "name": "cargo:target", "value": target }],
            },
        },
        "components": components,
        "dependencies": edges,
    });
    // The same content has the same number.
    let digest = sha256(list.to_string().as_bytes());
    list["serialNumber"] = Value::from(format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        &digest[..8],
        &digest[8..12],
        &digest[13..16],
        &digest[17..20],
        &digest[20..32]
    ));
    Ok(format!("{list:#}\n"))
}

fn component(package: &Dependency, native: &[Native]) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": address(package),
        "name": package.name,
        "version": package.version,
        "scope": if package.only_builds { "excluded" } else { "required" },
        "licenses": [{ "expression": package.licence }],
        "purl": address(package),
    });
    if let Some(sha256) = &package.sha256 {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sha256 }]);
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    let inside: Vec<Value> = native.iter().filter(|it| it.brought_by == package.id()).map(part).collect();
    if !inside.is_empty() {
        component["components"] = Value::from(inside);
    }
    component
}

fn part(native: &Native) -> Value {
    let mut part = json!({
        "type": "library",
        "name": native.name,
        "licenses": [{ "expression": native.licence }],
        "externalReferences": [{ "type": "website", "url": native.home }],
    });
    if let Some(version) = &native.version {
        part["version"] = Value::from(version.clone());
    }
    if let Some(holder) = &native.holder {
        part["copyright"] = Value::from(holder.clone());
    }
    part
}

/// A package's address in the language of package URLs.
fn address(package: &Dependency) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::{dependencies, licences, native, this_machine};
    use std::collections::BTreeSet;

    #[test]
    fn every_package_is_listed_once_and_has_a_licence() {
        let target = this_machine().unwrap();
        let packages = dependencies::of(&target).unwrap();
        let works = native::of(&packages).unwrap();
        let text = text(&packages, &works, &target, Date::of(0)).unwrap();
        assert_eq!(text, super::text(&packages, &works, &target, Date::of(0)).unwrap());

        let list: Value = serde_json::from_str(&text).unwrap();
        let mut listed: Vec<&str> =
            list["components"].as_array().unwrap().iter().map(|it| it["bom-ref"].as_str().unwrap()).collect();
        listed.push(list["metadata"]["component"]["bom-ref"].as_str().unwrap());
        let once: BTreeSet<String> = listed.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(once.len(), listed.len());
        let wanted: BTreeSet<String> = dependencies::tree(&target, "normal,build")
            .unwrap()
            .iter()
            .map(|it| format!("pkg:cargo/{}", it.replace(' ', "@")))
            .collect();
        assert_eq!(once, wanted);
        for edge in list["dependencies"].as_array().unwrap() {
            for below in edge["dependsOn"].as_array().unwrap() {
                assert!(once.contains(below.as_str().unwrap()), "{below}");
            }
        }
        for name in ["SQLite", "llama.cpp and ggml", "mimalloc"] {
            assert!(text.contains(name), "{name}");
        }

        let licences = String::from_utf8(licences::file(&packages, &works).unwrap().data).unwrap();
        for package in packages.iter().filter(|it| !it.only_builds && !it.is_ours()) {
            assert!(licences.contains(&format!("{}: ", package.id())), "{}", package.id());
        }
        for words in ["The ggml authors", "SQLite 3.", "Niels Lohmann", "Microsoft Corporation"] {
            assert!(licences.contains(words), "{words}");
        }
    }

    #[test]
    fn a_library_that_nobody_described_is_an_error() {
        let mut packages = dependencies::of(&this_machine().unwrap()).unwrap();
        packages.iter_mut().find(|it| it.name == "anyhow").unwrap().links = Some("openssl".to_owned());
        assert!(native::of(&packages).unwrap_err().to_string().contains("openssl"));
    }
}
