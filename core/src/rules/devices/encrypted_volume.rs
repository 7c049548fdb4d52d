//! CARO0210: an encrypted disk is made anew, or loses its keys.

use super::disks;
use crate::rules::{Check, Level, Sink};
use crate::script::{Command, Word};

rule! {
    /// Replaces or erases the header of an encrypted disk: no password opens what was on it.
    ///
    /// The header holds the only key. `cryptsetup luksHeaderBackup` saves it. An image file is exempt.
    ///
    /// To decide: Is the disk empty or its header saved elsewhere? `lsblk -f` and `cryptsetup luksDump` show what is there.
    ///
    /// ```sh bad
    /// cryptsetup -q luksFormat /dev/sdb1 /root/key
    /// ```
    /// ```sh fixed
    /// blkid /dev/sdb1 || cryptsetup -q luksFormat /dev/sdb1 /root/key
    /// ```
    /// ```sh bad
    /// cryptsetup luksErase --batch-mode /dev/sdb1
    /// ```
    /// ```sh bad
    /// cryptsetup luksKillSlot /dev/sda3 0
    /// ```
    /// ```sh good
    /// cryptsetup luksFormat vault.img
    /// ```
    /// ```sh good
    /// cryptsetup open /dev/sdb1 safe
    /// ```
    /// ```sh good
    /// cryptsetup luksHeaderBackup /dev/sda3 --header-backup-file header.bin
    /// ```
    "CARO0210" "encrypted-volume",
    Danger,
    Check::Command { programs: &["cryptsetup", "cryptsetup-reencrypt", "geli", "veracrypt"], run: check }
}

fn check(command: &Command, sink: &mut Sink<'_>) {
    let verb = command.operands().next().and_then(Word::literal).unwrap_or_default().to_owned();
    let Some((word, disk)) = disks::operand(command, sink) else { return };
    let span = word.span;
    match &*verb {
        "luksFormat" | "init" if disks::asked_first(command, sink) => {}
        "luksFormat" | "init" => {
            sink.report(span, format!("encrypts `{disk}` anew: what it holds is gone"));
            disks::offer_empty_only(command, word, sink);
        }
        "erase" | "luksErase" | "kill" => {
            sink.report(span, format!("erases every key of `{disk}`: no password opens it any more"));
        }
        "luksHeaderRestore" => {
            sink.report(span, format!("replaces the header of `{disk}`: keys that are not in the copy are lost"));
        }
        "luksKillSlot" => {
            let message = format!("deletes a key of `{disk}`; with the last one goes all that it holds");
            sink.report(span, message).level(Level::Caution);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check_marks;

    #[test]
    fn headers_are_replaced() {
        check_marks(
            "echo -n \"$k\" | cryptsetup luksFormat --type luks2 /dev/vg0/safe -\n#                                                 ^^^^^^^^^^^^^ CARO0210\n",
        );
        check_marks(
            "cryptsetup erase \"$DISK\"\ncryptsetup luksDump /dev/sda3\ncryptsetup isLuks /dev/sdb || cryptsetup luksFormat /dev/sdb\n",
        );
        check_marks("cryptsetup luksAddKey /dev/sda3\ncryptsetup close safe\n");
    }
}
