### dd-image-to-disk: an image over a disk
sudo dd if=ubuntu.iso of=/dev/sda bs=4M status=progress
#^ danger

### dd-zero-nvme: a disk of zeros
dd if=/dev/zero of=/dev/nvme0n1 bs=1M count=100
#^ danger

### cat-to-disk: the same without dd
cat raspios.img > /dev/mmcblk0
#^ danger

### pv-tee-disk: the same through tee
pv disk.img | sudo tee /dev/sdb >/dev/null
#^ danger

### mkfs-partition: a file system over what was there
mkfs.ext4 -F /dev/sdb1
#^ danger

### mke2fs-variable: the device in a variable
DISK=/dev/vdb; mke2fs -t ext4 "$DISK"
#^ danger

### wipefs-all: signatures gone
sudo wipefs -a /dev/sdc
#^ danger

### sgdisk-zap: the partition table gone
sgdisk --zap-all /dev/sda
#^ danger

### parted-label: a new table over the old
parted -s /dev/sda mklabel gpt mkpart primary 1MiB 100%
#^ danger

### sfdisk-stdin: a table from a pipe
echo ',,L' | sfdisk --force /dev/sdd
#^ danger

### shred-disk: a disk overwritten
shred -n 1 -z /dev/sda
#^ danger

### blkdiscard-nvme: an SSD forgets
blkdiscard -f /dev/nvme1n1
#^ danger

### mkswap-partition: swap over a partition
mkswap /dev/sda2
#^ danger

### lv-forced: a logical volume without a question
lvremove -f /dev/vg0/data
#^ danger

### vg-and-pv: the group goes, then the disk
vgremove -ff vg0 && pvremove -ff -y /dev/sdb
#^ danger

### zpool-destroy: a pool
zpool destroy -f tank
#^ danger

### zfs-recursive: a data set with all its children
zfs destroy -R tank/home
#^ danger

### luks-format: a header over the old one
cryptsetup -q luksFormat /dev/sdb1 /root/key
#^ danger

### luks-erase: the keys forgotten
cryptsetup luksErase --batch-mode /dev/sdb1
#^ danger

### hdparm-erase: the disk's own erase
hdparm --user-master u --security-erase p /dev/sdb
#^ danger

### mdadm-zero: the array's memory of itself
mdadm --zero-superblock /dev/sdb1 /dev/sdc1
#^ danger

### btrfs-subvolume: a named old snapshot
btrfs subvolume delete /.snapshots/2024-01-01
#^ caution|danger

### dd-by-loop: the device comes out of a loop
#!/bin/bash
for disk in /dev/sdb /dev/sdc; do
    echo "wiping $disk"
    dd if=/dev/zero of="$disk" bs=1M count=10
#^ danger
done

### prepare-disk: a cloud start script that always formats
#!/bin/bash
set -e
DEV=/dev/xvdf
MNT=/data
mkdir -p "$MNT"
mkfs -t xfs -f "$DEV"
#^ danger
mount "$DEV" "$MNT"
echo "$DEV $MNT xfs defaults,nofail 0 2" >> /etc/fstab

### image-build: a file system in a file
#!/bin/bash
set -euo pipefail
img=rootfs.img
truncate -s 512M "$img"
mkfs.ext4 -q -F "$img"
mnt=$(mktemp -d)
sudo mount -o loop "$img" "$mnt"
sudo cp -a rootfs/. "$mnt/"
sudo umount "$mnt"
rmdir "$mnt"

### loop-device: a loop device of an image
#!/bin/bash
set -euo pipefail
img=disk.img
dd if=/dev/zero of="$img" bs=1M count=256
parted -s "$img" mklabel msdos mkpart primary fat32 1MiB 100%
loop=$(sudo losetup --show -fP "$img")
trap 'sudo losetup -d "$loop"' EXIT
sudo mkfs.vfat "${loop}p1"

### swap-file: swap in a file of its own
#!/bin/sh
set -e
fallocate -l 2G /swapfile
chmod 600 /swapfile
mkswap /swapfile
swapon /swapfile

### disk-report: devices only read
#!/bin/sh
lsblk -f
blkid /dev/sda1
sudo fdisk -l /dev/sda
sudo parted /dev/sda print
sudo smartctl -a /dev/sda
sudo wipefs /dev/sda
mdadm --detail /dev/md0
zpool status

### disk-backup: a disk read into a file
sudo dd if=/dev/sda bs=4M status=progress | gzip > sda.img.gz

### mbr-backup: the first sector saved
dd if=/dev/sda of=mbr.bin bs=512 count=1

### read-speed: a disk read into nothing
dd if=/dev/nvme0n1 of=/dev/null bs=1M count=1024

### null-and-friends: devices that may be written
#!/bin/sh
make all > /dev/null 2>&1
echo "starting" > /dev/stderr
echo "hello" > /dev/tty
cat report.txt > /dev/full || echo "full, as expected"
dd if=/dev/urandom of=./seed bs=32 count=1 2>/dev/null

### zfs-everyday: snapshots and their lists
#!/bin/sh
set -e
zfs list -t snapshot
zfs snapshot "tank/home@$(date +%F)"
zfs set compression=lz4 tank/home
zpool scrub tank

### lvm-grow: growing loses nothing
lvextend -r -L +10G /dev/vg0/data

### format-only-blank: formatted only where nothing is, and it says so
#!/bin/bash
# The words mkfs.ext4 /dev/sdb and dd of=/dev/sda are only spoken of.
disk=${1:?usage: check-disk DEVICE}
if blkid "$disk" >/dev/null; then
    echo "$disk holds something; not running mkfs.ext4 on it" >&2
    exit 1
fi
echo "next step, by hand: mkfs.ext4 $disk"

### dd-argument-device: whatever disk is named
#!/bin/bash
image=$1
target=${2:-/dev/sdb}
[ -f "$image" ] || { echo "no image" >&2; exit 1; }
sudo umount "${target}"* 2>/dev/null
sudo dd if="$image" of="$target" bs=4M conv=fsync
#^ danger

### remote-dd: a disk of another machine
ssh root@node7 'dd if=/dev/zero of=/dev/sda bs=1M'
#^ danger

### dd-file-to-file: dd between files
dd if=disk.img of=part.img bs=512 skip=2048 count=204800

### dd-random-key: a key of random bytes
dd if=/dev/urandom of=./luks.key bs=512 count=8 && chmod 400 ./luks.key

### mount-usual: disks put in their places
#!/bin/sh
set -e
mkdir -p /mnt/usb
mount -o ro /dev/sdb1 /mnt/usb
rsync -a /mnt/usb/DCIM/ ./photos/
umount /mnt/usb
sync

### luks-open: a safe opened and closed
#!/bin/bash
set -e
cryptsetup open /dev/sdb1 safe --key-file ./luks.key
trap 'umount /mnt/safe; cryptsetup close safe' EXIT
mount /dev/mapper/safe /mnt/safe
rsync -a ./docs/ /mnt/safe/docs/

### fsck-look: a file system looked at
sudo fsck -n /dev/sda1; sudo tune2fs -l /dev/sda1; sudo e2fsck -fn /dev/vg0/home

### lv-create: new volumes
#!/bin/bash
set -euo pipefail
lvcreate -L 5G -s -n data_snap /dev/vg0/data
mount -o ro /dev/vg0/data_snap /mnt/snap
tar -czf /backup/data.tgz -C /mnt/snap .
umount /mnt/snap

### image-partitions: an image's table
sfdisk disk.img < layout.sfdisk && sgdisk --print disk.img && fdisk -l disk.img

### mkfs-help: words about it
mkfs.ext4 -V; mkfs --help; man mkfs.xfs

### mkfs-image-vfat: an image for a small board
#!/bin/bash
set -e
out=./boot.vfat
rm -f "$out"
mkfs.vfat -C "$out" 65536
mcopy -i "$out" kernel.img ::
mdir -i "$out" ::

### words-devices: the words as data
#!/bin/bash
usage() {
    cat <<'EOF'
To write the image:
    sudo dd if=out.img of=/dev/sdX bs=4M
    sudo wipefs -a /dev/sdX
EOF
}
if [ "${1:-}" = --help ]; then usage; exit 0; fi
grep -n 'mkfs' ./*.sh
logger "no mkfs.ext4 /dev/sda today"

### udev-info: facts of a disk
udevadm info --query=all --name=/dev/sda; cat /sys/block/sda/size; stat /dev/sda
