#!/bin/bash
# build.sh FOLDER: builds the fuzzer there, all in it instrumented. By hand and not as a package, so that neither
# `swift build` nor the libraries that the fuzzer has no use for know of it.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$1
mkdir -p "$out"
cat > "$out/module.modulemap" <<EOF
module CEnglishData { header "$PWD/Sources/CEnglishData/include/CEnglishData.h" }
module CNetwork { header "$PWD/Sources/CNetwork/include/CNetwork.h" }
EOF
if [ ! "$out/CEnglishData.o" -nt Sources/CEnglishData/CEnglishData.c ] ||
    [ -n "$(find Sources/CEnglishData -newer "$out/CEnglishData.o" -type f | head -1)" ]; then
    clang -std=c23 -O1 -c -I Sources/CEnglishData/include Sources/CEnglishData/CEnglishData.c -o "$out/CEnglishData.o"
fi
flags=(-swift-version 6 -package-name claimwatch -parse-as-library -wmo -O -g -I "$out"
    -sanitize=address -sanitize-coverage=edge,inline-8bit-counters,pc-table
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility)
objects=("$out/CEnglishData.o")
for source in Sources/CNetwork/*.c; do
    object="$out/CNetwork-$(basename "$source" .c).o"
    clang -std=gnu17 -O1 -g -fsanitize=address -c -I Sources/CNetwork/include "$source" -o "$object"
    objects+=("$object")
done
build() { # module, folder
    local object="$out/$1.o"
    objects+=("$object")
    echo "claimwatch: building $1 for fuzzing" >&2
    find "$2" -name '*.swift' -print0 | sort -z | xargs -0 swiftc "${flags[@]}" -module-name "$1" \
        -emit-module -emit-module-path "$out/$1.swiftmodule" -emit-object -o "$object"
}
build Linguistics Sources/Linguistics
build EnglishLanguage Sources/EnglishLanguage
build Articles Sources/Articles
build Claims Sources/Claims
build TextChecks Tests/TextChecks
build Fuzz Tests/Fuzz
swiftc -use-ld=lld -sanitize=fuzzer,address "${objects[@]}" -o "$out/fuzz"
