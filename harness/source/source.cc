// SPDX-License-Identifier: MIT
#include "source/source.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/file/snapshot_file.h"
#include "catalog/live/live_database.h"
#include "model/sql_model.h"
#include "postgres/connection_string.h"
#include "postgres/session.h"
#include "source/chain_database.h"
#include "support/errors.h"
#include "support/file.h"
#include "verify/model.h"
#include "verify/run_servers.h"
#include "verify/verify.h"
#include "walk/version_tables.h"

namespace pgstair::source {

namespace {

namespace fs = std::filesystem;

bool is_snapshot_file(const std::string& path) {
  return fs::is_regular_file(path) && catalog::is_snapshot_file(read_file(path));
}

SourceSnapshot read_database(const std::string& url) {
  postgres::Session session(postgres::ConnectionString::parse(url).url());
  auto snapshot = catalog::read_live(session);
  return {postgres::without_password(url), session.server_version_text(), std::move(snapshot), {}};
}

std::vector<fs::path> sql_files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  if (files.empty()) throw UsageError("holds no *.sql file", {folder.string(), 0, 0});
  std::ranges::sort(files);
  return files;
}

}  // namespace

class SourceReader::Impl {
 public:
  explicit Impl(verify::Options options) : options_(std::move(options)) {}

  /// Whether the server version of a source is given, and not for us to choose.
  bool is_read_as_it_is(const std::string& text) const {
    if (text == "model") return verify::has_model(options_) && verify::is_read_as_it_is(options_);
    return postgres::ConnectionString::is_meant_by(text) || is_snapshot_file(text);
  }

  /// To be called before a server of ours is started for the other side.
  void prefer(const SourceSnapshot& other) {
    if (servers_) return;
    options_.postgres = server::prefer_version(options_.postgres, other.server_version);
  }

  SourceSnapshot read(const std::string& text) {
    if (postgres::ConnectionString::is_meant_by(text)) return read_database(text);
    if (text == "chain") return read_chain("head");
    if (text.starts_with("chain@")) return read_chain(text.substr(6));
    if (text == "model") return read_model();
    if (fs::is_directory(text)) return read_sql(text, sql_files_of(text));
    if (fs::exists(text)) return read_file_source(text);
    throw UsageError(
        "'" + text +
        "' is no file, no folder and no database; a source is postgresql://…, chain, "
        "chain@REVISION, model, a snapshot file, an SQL or pg_dump file, or a folder of "
        "SQL files");
  }

 private:
  SourceSnapshot read_file_source(const std::string& path) {
    const std::string text = read_file(path);
    if (!catalog::is_snapshot_file(text)) return read_sql(path, {path});
    auto file = catalog::parse_snapshot_file(text, path);
    return {path, std::move(file.server_version), std::move(file.snapshot), {}};
  }

  SourceSnapshot read_model() {
    if (!verify::has_model(options_)) {
      throw UsageError(
          "there is no model: name its files in pgstair.toml, model = [\"model/*.sql\"]");
    }
    if (verify::is_read_as_it_is(options_)) return loaded("model", verify::read_as_it_is(options_));
    auto model = loaded("model", verify::read_model(options_, databases()));
    model.neighbours = verify::read_neighbours(options_, databases());
    return model;
  }

  SourceSnapshot read_sql(const std::string& title, const std::vector<fs::path>& files) {
    return loaded(title, model::load_sql_model(files, options_.neighbours, databases(),
                                               verify::loading_of(options_)));
  }

  /// Without the version table that is there for the chain's revisions to find.
  catalog::Snapshot what_the_chain_makes(const catalog::Snapshot& snapshot,
                                         const std::string& format) {
    if (verify::before_base(options_, format).version_table.empty()) return snapshot;
    std::vector<catalog::Object> objects = snapshot.objects();
    std::erase_if(objects, [](const catalog::Object& object) {
      return walk::is_version_table(object.identity);
    });
    return catalog::snapshot_of(std::move(objects), snapshot.unreadable());
  }

  static SourceSnapshot loaded(const std::string& title, model::LoadedModel model) {
    if (model.failure) {
      const std::string hint =
          std::filesystem::is_directory(title)
              ? "\n  A folder is loaded as SQL files, in any order that loads. If it "
                "is a chain of migrations: chain -C " +
                    title
              : "";
      throw UsageError("does not load: " + to_string(model.failure->error) + hint,
                       model.failure->location);
    }
    return {title, model.server_version, std::move(*model.snapshot), {}};
  }

  SourceSnapshot read_chain(const std::string& name) {
    ChainDatabase chain(databases(), options_);
    const std::string id = chain.upgrade_to(name);
    return {"chain@" + id, chain.database().server_version(),
            what_the_chain_makes(chain.database().snapshot(), chain.format()),
            verify::read_neighbours(options_, databases())};
  }

  postgres::ScratchDatabases& databases() {
    if (!servers_) servers_ = verify::start_servers(options_, 1);
    return servers_->first();
  }

  verify::Options options_;
  std::optional<verify::RunServers> servers_;
};

SourceReader::SourceReader(verify::Options options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}
SourceReader::~SourceReader() = default;

SourceSnapshot SourceReader::read(const std::string& text) { return impl_->read(text); }

std::pair<SourceSnapshot, SourceSnapshot> SourceReader::read_both(const std::string& a,
                                                                  const std::string& b) {
  if (impl_->is_read_as_it_is(b)) {
    auto second = read(b);
    impl_->prefer(second);
    return {read(a), std::move(second)};
  }
  auto first = read(a);
  if (impl_->is_read_as_it_is(a)) impl_->prefer(first);
  return {std::move(first), read(b)};
}

}  // namespace pgstair::source
