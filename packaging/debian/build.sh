#!/bin/sh
# Build build/deb/latchkey_VERSION_ARCH.deb, the same from the same commit.
#
# Debian's own Python goes into the bundle, PyPI's libraries as packaging/requirements/bundle.txt
# pins them; the system's libraries stay Debian's, with its security updates.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
src=$(cd "$here/../.." && pwd)
out=$src/build/deb
pins=$src/packaging/requirements/bundle.txt
python=/usr/bin/python3
mkdir -p "$out"
umask 022
# The commit's time; the newest entry of the changelog's where there is no repository.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -c safe.directory="$src" -C "$src" log -1 \
    --format=%ct 2>/dev/null || stat -c %Y "$src/CHANGELOG.md")}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=1 LC_ALL=C.UTF-8
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$src/pyproject.toml")
arch=$(dpkg --print-architecture)
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)

# 1. The environment and the bundle.
if ! cmp -s "$pins" "$out/venv/pins.txt"; then
    rm -rf "$out/venv"
    "$python" -m venv "$out/venv"
    "$out/venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
        -r "$pins"
    cp "$pins" "$out/venv/pins.txt"
fi
"$out/venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps \
    --no-build-isolation --force-reinstall "$src"
"$out/venv/bin/pyinstaller" --noconfirm --clean --log-level WARN \
    --distpath "$out/dist" --workpath "$out/work" "$src/packaging/bundle/latchkey.spec"

# 2. The tree.
tree=$out/tree
rm -rf "$tree"
doc=$tree/usr/share/doc/latchkey
put() { install -D -m 644 "$1" "$tree/usr/share/$2"; }
fill() { sed -e "s/@VERSION@/$version/g" -e "s/@DATE@/$day/g" "$here/$1"; }
mkdir -p "$tree/DEBIAN" "$tree/usr/lib" "$tree/usr/bin" "$tree/usr/share/man/man1" "$doc" \
    "$tree/usr/share/metainfo"
cp -a "$out/dist/latchkey" "$tree/usr/lib/latchkey"
find "$tree/usr/lib" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
chmod 755 "$tree/usr/lib/latchkey/latchkey"
ln -s ../lib/latchkey/latchkey "$tree/usr/bin/latchkey"
put "$here/latchkey.desktop" applications/latchkey.desktop
put "$src/resources/icons/latchkey.svg" icons/hicolor/scalable/apps/latchkey.svg
put "$here/lintian-overrides" lintian/overrides/latchkey
put "$here/copyright" doc/latchkey/copyright
id=$(sed -n 's:.*<id>\(.*\)</id>.*:\1:p' "$here/latchkey.metainfo.xml")
fill latchkey.metainfo.xml >"$tree/usr/share/metainfo/$id.metainfo.xml"
fill latchkey.1 | gzip -9n >"$tree/usr/share/man/man1/latchkey.1.gz"
gzip -9nc "$src/CHANGELOG.md" >"$doc/CHANGELOG.md.gz"
gzip -9n >"$doc/changelog.gz" <<END
latchkey ($version) unstable; urgency=medium

  * What is new is in CHANGELOG.md.gz.

 -- $(sed -n 's/^Maintainer: //p' "$here/control")  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
"$out/venv/bin/python" "$src/packaging/bundle/notices.py" "$pins" >"$out/third-party.txt"
gzip -9nc "$out/third-party.txt" >"$doc/third-party.txt.gz"

# 3. What it needs of Debian: what its libraries are linked with.
mkdir -p "$out/deps/debian"
rm -f "$out/substvars"
printf 'Source: latchkey\n\nPackage: latchkey\nArchitecture: any\n' >"$out/deps/debian/control"
lib=$tree/usr/lib/latchkey/_internal
find "$tree/usr/lib" -type f \( -name '*.so*' -o -perm -u+x \) -print0 | sort -z >"$out/libraries"
(cd "$out/deps" && xargs -0 dpkg-shlibdeps -T"$out/substvars" -l"$lib" -l"$lib/PySide6/Qt/lib" \
    --ignore-missing-info --warnings=0) <"$out/libraries"
depends=$(sed -n 's/^shlibs:Depends=//p' "$out/substvars")
[ -n "$depends" ] || { echo "dpkg-shlibdeps found no libraries" >&2; exit 1; }
size=$(find "$tree/usr" -type f -printf '%s\n' | awk '{ n += int(($1 + 1023) / 1024) } END { print n }')
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" \
    -e "s/@DEPENDS@/$depends/" "$here/control" >"$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 644 "$tree"/DEBIAN/*
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# 4. The package.
rm -f "$out"/*.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/latchkey_${version}_$arch.deb"
