#!/bin/sh
# Makes the empty libraries that stand in for those which libavdevice names but a server does not have. They hold the
# sonames and the symbol versions that the loader checks, and no function: nothing here captures sound or screens.
# Without code or relocations, an arm64 stub differs from an x86_64 one only in the machine field of its ELF header.
#
# Usage: libs/ffmpeg/stubs/make-stubs.sh      (needs gcc on linux-x86_64)
set -eu
resources=$(cd "$(dirname "$0")/../src/main/resources/dev/estrade/ffmpeg" && pwd)/stubs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$resources/linux-x86_64" "$resources/linux-arm64"
: >"$work/empty.c"

# link <platform> <alignment> [<linker option>]
link() {
  file="$resources/$1/$soname"
  alignment=$2
  shift 2
  gcc -shared -nostdlib -s -Wl,-soname,"$soname" -Wl,--build-id=none -Wl,-z,noseparate-code \
    -Wl,-z,max-page-size="$alignment" "$@" -o "$file" "$work/empty.c"
}

# stub <soname> [<symbol version>…]
stub() {
  soname=$1
  shift
  : >"$work/versions"
  for version in "$@"; do
    echo "$version { };" >>"$work/versions"
  done
  if [ $# -gt 0 ]; then
    set -- "-Wl,--version-script=$work/versions"
  fi
  link linux-x86_64 4096 "$@"
  # Some arm64 kernels have pages of 64 KB.
  link linux-arm64 65536 "$@"
  printf '\267' | dd of="$resources/linux-arm64/$soname" bs=1 seek=18 conv=notrunc 2>/dev/null
  chmod 644 "$resources"/*/"$soname"
}

stub libpulse.so.0 PULSE_0
stub libasound.so.2 ALSA_0.9 ALSA_0.9.0rc4
stub libxcb.so.1
stub libxcb-shm.so.0
