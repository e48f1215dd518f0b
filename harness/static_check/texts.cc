// SPDX-License-Identifier: MIT
#include "static_check/texts.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "support/errors.h"
#include "support/temp_dir.h"
#include "verify/schema_only.h"
#include "verify/verify.h"

namespace pgstair::static_check {

namespace {

namespace fs = std::filesystem;

bool is_code_of_alembic(const verify::Options& options) {
  return !options.commands && verify::is_alembic(options);
}

ChainHere read_alembic_here(const verify::Options& options) {
  ChainHere here;
  auto read = alembic::read_files(verify::alembic_project(options), {}, here.read.unknown);
  if (!read) {
    here.read.chain = verify::read_chain(options);
    return here;
  }
  verify::heed_schema_only(options, read->chain);
  here.read.chain = std::move(read->chain);
  here.read.facts = std::move(read->facts);
  here.files = ChainFiles{read->folders, {".py"}, read->recursive};
  return here;
}

/// Makes the places below `from` places below `to`.
void move(Location& location, const std::string& from, const std::string& to) {
  if (location.file.starts_with(from)) location.file = to + location.file.substr(from.size());
}

void move(std::string& file, const std::string& from, const std::string& to) {
  Location location{file};
  move(location, from, to);
  file = location.file;
}

void move(chain::Revision& revision, const std::string& from, const std::string& to) {
  move(revision.file, from, to);
  move(revision.parents_location, from, to);
  for (auto* script : {&revision.up, &revision.down}) {
    auto* sql = *script ? std::get_if<chain::SqlScript>(&**script) : nullptr;
    if (sql == nullptr) continue;
    move(sql->file, from, to);
    for (auto& statement : sql->statements) move(statement.location, from, to);
  }
}

/// A thousand small files take a second on a busy disk.
fs::path place_in_memory() {
  const fs::path memory = "/dev/shm";
  return ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
}

void unpack(const Files& files, const fs::path& folder) {
  for (const auto& [path, text] : files) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream out(folder / path, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw EnvironmentError("cannot write " + (folder / path).string());
  }
}

/// A reader wants a folder of files.
chain::ReadResult read_unpacked(const verify::Options& options, const std::string& format,
                                const Files& files, const fs::path& root) {
  chain::ReadResult read;
  read.format = format;
  if (files.empty()) return read;
  const TempDir folder("pgstair-check-", place_in_memory());
  unpack(files, folder.path());
  const fs::path below = fs::weakly_canonical(options.chain).lexically_relative(root);
  const fs::path chain = below == "." ? folder.path() : folder.path() / below;
  read = chain::read_folder(chain, format, {options.placeholders});
  for (auto& revision : read.revisions)
    move(revision, (chain / "").string(), (options.chain / "").string());
  return read;
}

}  // namespace

ChainHere read_here(const verify::Options& options) {
  if (is_code_of_alembic(options)) return read_alembic_here(options);
  ChainHere here;
  here.read.chain = verify::read_chain(options);
  const std::string& format = here.read.chain.format;
  const chain::Format* known = chain::find_format(format);
  const bool has_folders = known != nullptr && known->has_folders;
  if (!options.commands)
    here.files = ChainFiles{{options.chain},
                            {".sql", ".conf", ".toml", ".json", ".plan", ".fizz", ".go", ".rs"},
                            has_folders};
  return here;
}

TextChain read_texts(const verify::Options& options, const ChainHere& here, const Files& files,
                     const fs::path& root, const std::set<std::string>& with_shape) {
  TextChain result;
  if (!is_code_of_alembic(options)) {
    result.chain = read_unpacked(options, here.read.chain.format, files, root);
    return result;
  }
  alembic::FilesRequest request;
  request.texts.emplace();
  for (const auto& [path, text] : files) request.texts->emplace((root / path).string(), text);
  for (const auto& path : with_shape) request.with_shape.insert((root / path).string());
  auto read = alembic::read_files(verify::alembic_project(options), request, result.unknown);
  if (!read) throw UsageError("the released revisions cannot be read: " + result.unknown);
  result.chain = std::move(read->chain);
  result.facts = std::move(read->facts);
  return result;
}

}  // namespace pgstair::static_check
