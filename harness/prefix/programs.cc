// SPDX-License-Identifier: MIT
#include "prefix/programs.h"

#include <elf.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "report/version.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::prefix {

namespace {

namespace fs = std::filesystem;

std::size_t aligned(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

/// The id that the linker gave to a build, out of a segment of notes.
std::string build_id_in(std::string_view notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) header{};
    std::memcpy(&header, notes.data(), sizeof header);
    const std::size_t begin = sizeof header + aligned(header.n_namesz);
    const std::size_t end = begin + aligned(header.n_descsz);
    if (end > notes.size()) return {};
    const bool is_gnus =
        notes.substr(sizeof header, header.n_namesz) == std::string_view("GNU\0", 4);
    if (is_gnus && header.n_type == NT_GNU_BUILD_ID)
      return std::string(notes.substr(begin, header.n_descsz));
    notes.remove_prefix(end);
  }
  return {};
}

/// A loaded program or library.
struct Loaded {
  std::string name;  ///< of its file; empty: the program itself
  std::string build_id;
};

int add_loaded(dl_phdr_info* info, std::size_t, void* list) {
  Loaded loaded{info->dlpi_name, {}};
  for (int i = 0; i < info->dlpi_phnum && loaded.build_id.empty(); ++i) {
    const auto& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* begin = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
    loaded.build_id = build_id_in({begin, segment.p_memsz});
  }
  static_cast<std::vector<Loaded>*>(list)->push_back(std::move(loaded));
  return 0;
}

/// The name without its folder, which may be another on another machine.
std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

/// Where the server's libraries and its extensions' files are, by its own word or by the layout of
/// an installation that was moved as a whole. Empty if nothing tells.
std::vector<fs::path> folders_of(const server::Installation& installation) {
  const fs::path pg_config = installation.bin / "pg_config";
  if (::access(pg_config.c_str(), X_OK) == 0) {
    std::vector<fs::path> folders;
    const auto told = run({.arguments = {pg_config.string(), "--pkglibdir", "--sharedir"}});
    for (const auto line : lines(told.out)) folders.emplace_back(trim(line));
    return folders;
  }
  const fs::path root = installation.bin.parent_path();
  std::error_code error;
  if (!fs::is_directory(root / "lib", error) || !fs::is_directory(root / "share", error)) return {};
  return {root / "lib", root / "share"};
}

/// ICU's data has the order of most languages; its version stands in the name of its file.
void add_icu(Inputs& inputs) {
  std::vector<Loaded> loaded;
  ::dl_iterate_phdr(add_loaded, &loaded);
  for (const auto& library : loaded) {
    if (!file_name(library.name).starts_with("libc.so")) continue;
    std::vector<std::string> names;
    std::error_code error;
    const fs::path folder = fs::canonical(library.name, error).parent_path();
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (file_name(entry.path()).starts_with("libicudata"))
        names.push_back(file_name(entry.path()));
    }
    std::ranges::sort(names);
    inputs.add("ICU", names);
  }
}

}  // namespace

void add_this_program(Inputs& inputs) {
  inputs.add("pgstair", report::version);
  std::vector<Loaded> loaded;
  ::dl_iterate_phdr(add_loaded, &loaded);
  for (const auto& [name, build_id] : loaded) {
    if (file_name(name).starts_with("linux-vdso")) continue;  // the kernel's
    if (build_id.empty()) {
      inputs.add_file(name.empty() ? "/proc/self/exe" : name);
    } else {
      inputs.add(file_name(name), build_id);
    }
  }
}

void add_server(const server::Installation& installation, Inputs& inputs) {
  inputs.add("server", installation.version);
  inputs.add_file(installation.bin / "postgres");
  inputs.add_file(installation.bin / "initdb");
  const auto folders = folders_of(installation);
  if (folders.empty()) inputs.add_unseen("the server does not tell where its extensions are");
  for (const auto& folder : folders) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
      inputs.add_unseen("the server's files are not where it says: " + folder.string());
    inputs.add_folder(folder);
  }
  inputs.add_file("/usr/share/zoneinfo/tzdata.zi");
  add_icu(inputs);
  for (const char* name :
       {"LD_LIBRARY_PATH", "LD_PRELOAD", "TZ", "TZDIR", "LOCPATH", "LOCALE_ARCHIVE", "ICU_DATA"}) {
    const char* value = std::getenv(name);
    inputs.add(name, value == nullptr ? "" : value);
  }
}

}  // namespace pgstair::prefix
