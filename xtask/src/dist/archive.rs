//! Archives that depend on their content alone: sorted, one time for all, no user, no machine.

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

/// A file on its way into an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Where it lies in there, with `/`.
    pub(crate) path: String,
    pub(crate) data: Vec<u8>,
    pub(crate) is_program: bool,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, data: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), data: data.into(), is_program: false }
    }

    pub(crate) fn program(path: impl Into<String>, data: impl Into<Vec<u8>>) -> Self {
        Self { is_program: true, ..Self::new(path, data) }
    }
}

/// Files under a folder of their own.
pub(crate) fn under(folder: &str, files: &[File]) -> Vec<File> {
    files.iter().map(|it| File { path: format!("{folder}/{}", it.path), ..it.clone() }).collect()
}

/// A tar archive with its folders, packed with gzip. Names start with `prefix`, as Debian wants it.
pub(crate) fn tar_gz(files: &[File], prefix: &str, time: u64) -> Result<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    if !prefix.is_empty() {
        add(&mut tar, prefix, None, time)?;
    }
    for (path, file) in sorted(files)? {
        add(&mut tar, &format!("{prefix}{path}"), file, time)?;
    }
    Ok(tar.into_inner()?.finish()?)
}

fn add(tar: &mut tar::Builder<impl Write>, path: &str, file: Option<&File>, time: u64) -> Result<()> {
    let mut header = tar::Header::new_ustar();
    let name = &mut header.as_old_mut().name;
    let Some(place) = name.get_mut(..path.len()) else { bail!("{path} is too long for an archive") };
    place.copy_from_slice(path.as_bytes());
    header.set_entry_type(if file.is_some() { tar::EntryType::Regular } else { tar::EntryType::Directory });
    header.set_mode(if file.is_none_or(|it| it.is_program) { 0o755 } else { 0o644 });
    header.set_uid(0);
    header.set_gid(0);
    header.set_username("root")?;
    header.set_groupname("root")?;
    header.set_mtime(time);
    let data = file.map_or(&[][..], |it| &it.data);
    header.set_size(data.len() as u64);
    header.set_cksum();
    tar.append(&header, data)?;
    Ok(())
}

/// A zip archive. Its times have no zone: they are UTC.
pub(crate) fn zip(files: &[File], time: u64) -> Result<Vec<u8>> {
    let date = super::date::Date::of(time);
    let time = zip::DateTime::from_date_and_time(
        date.year.try_into().context("a year of our time")?,
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
    )
    .context("zip knows years from 1980 on")?;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, file) in sorted(files)? {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(time);
        match file {
            None => zip.add_directory(path, options.unix_permissions(0o755))?,
            Some(file) => {
                zip.start_file(path, options.unix_permissions(if file.is_program { 0o755 } else { 0o644 }))?;
                zip.write_all(&file.data)?;
            }
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// Files and the folders they need, each once, a folder before what is in it.
fn sorted(files: &[File]) -> Result<BTreeMap<String, Option<&File>>> {
    let mut all = BTreeMap::new();
    for file in files {
        if file.path.starts_with('/') || file.path.split('/').any(|it| matches!(it, "" | "." | "..")) {
            bail!("{} leads out of the archive", file.path);
        }
        if all.insert(file.path.clone(), Some(file)).is_some() {
            bail!("{} is in the archive twice", file.path);
        }
    }
    let folders: BTreeSet<String> =
        files.iter().flat_map(|it| it.path.match_indices('/').map(|(at, _)| it.path[..=at].to_owned())).collect();
    all.extend(folders.into_iter().map(|it| (it, None)));
    Ok(all)
}

/// One file, packed with gzip, as Debian keeps manual pages.
pub(crate) fn gz(data: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data)?;
    Ok(packer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn files() -> Vec<File> {
        vec![File::new("man/a.1", "page"), File::program("caro-lsp", "\x7fELF"), File::new("a/b/c", "")]
    }

    #[test]
    fn the_order_in_which_files_come_changes_nothing() {
        let mut turned = files();
        turned.reverse();
        assert_eq!(tar_gz(&files(), "", 1_700_000_000).unwrap(), tar_gz(&turned, "", 1_700_000_000).unwrap());
        assert_eq!(zip(&files(), 1_700_000_000).unwrap(), zip(&turned, 1_700_000_000).unwrap());
    }

    #[test]
    fn an_archive_holds_folders_first_and_nothing_of_this_machine() {
        let packed = tar_gz(&files(), "./", 1_700_000_000).unwrap();
        let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
        let mut seen = Vec::new();
        for entry in tar.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut data = String::new();
            entry.read_to_string(&mut data).unwrap();
            let header = entry.header();
            assert_eq!((header.uid().unwrap(), header.mtime().unwrap()), (0, 1_700_000_000));
            seen.push(format!(
                "{:o} {} {data:?}",
                header.mode().unwrap(),
                String::from_utf8_lossy(&header.path_bytes())
            ));
        }
        assert_eq!(
            seen,
            [
                r#"755 ./ """#,
                r#"755 ./a/ """#,
                r#"755 ./a/b/ """#,
                r#"644 ./a/b/c """#,
                r#"755 ./caro-lsp "\u{7f}ELF""#,
                r#"755 ./man/ """#,
                r#"644 ./man/a.1 "page""#,
            ]
        );
        // gzip's own header can hold a time.
        assert_eq!(packed[4..8], [0; 4]);
    }

    #[test]
    fn a_path_that_leads_out_is_no_archive() {
        for path in ["/etc/passwd", "../x", "a//b", "a/./b", ""] {
            assert!(tar_gz(&[File::new(path, "")], "", 0).is_err(), "{path}");
        }
        assert!(tar_gz(&[File::new("a", ""), File::new("a", "")], "", 0).is_err());
        assert!(tar_gz(&[File::new("a".repeat(101), "")], "", 0).is_err());
    }
}
