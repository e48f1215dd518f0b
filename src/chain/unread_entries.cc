// SPDX-License-Identifier: MIT
#include "chain/unread_entries.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace pgstair::chain {

namespace {

namespace fs = std::filesystem;

/// Goes through what lies below a folder. Each folder once, by whatever links lead to it.
class Tree {
 public:
  /// Calls `visit` with each entry and what it is, or what its link leads to; and with a folder,
  /// once more, where it cannot be listed. Goes into those of which it returns true.
  using Visit =
      std::function<bool(const fs::path&, const fs::file_status&, const std::error_code&)>;

  explicit Tree(Visit visit) : visit_(std::move(visit)) {}

  void go_into(const fs::path& folder) {
    std::error_code error;
    if (!seen_.insert(fs::canonical(folder, error)).second) return;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::error_code why_unknown;
      const fs::file_status status = entry->status(why_unknown);
      if (visit_(entry->path(), status, why_unknown) && fs::is_directory(status))
        go_into(entry->path());
    }
    if (error) visit_(folder, fs::file_status(fs::file_type::directory), error);
  }

 private:
  Visit visit_;
  std::set<fs::path> seen_;
};

/// Why an entry cannot be read; empty if it can.
std::string objection(const fs::path& path, const fs::file_status& status,
                      const std::error_code& error) {
  switch (status.type()) {
    case fs::file_type::directory:
      if (error) return "this folder cannot be listed: " + error.message();
      return path.extension() == ".sql" ? "this is a folder, though its name is a file's" : "";
    case fs::file_type::regular:
      return "";
    case fs::file_type::not_found:
      return "this is a link that leads nowhere";
    case fs::file_type::none:
    case fs::file_type::unknown:
      return "this cannot be looked at: " + error.message();
    default:
      return "this is a pipe, a socket or a device, not a plain file";
  }
}

/// Whether a fault or a revision tells of `path`, or of something in it.
bool is_known(const fs::path& path, const ReadResult& result) {
  const std::string file = path.string();
  const auto is_of_it = [&](std::string_view other) {
    return other.starts_with(file) && (other.size() == file.size() || other[file.size()] == '/');
  };
  return std::ranges::any_of(result.faults,
                             [&](const Fault& fault) { return is_of_it(fault.location.file); }) ||
         std::ranges::any_of(result.revisions,
                             [&](const Revision& revision) { return is_of_it(revision.file); });
}

}  // namespace

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  Tree tree([&](const fs::path& path, const fs::file_status& status, const std::error_code&) {
    if (fs::is_regular_file(status)) files.push_back(path);
    return true;
  });
  tree.go_into(folder);
  std::ranges::sort(files);
  return files;
}

void report_unread_entries(const fs::path& folder, bool has_folders, ReadResult& result) {
  std::vector<Fault> faults;
  Tree tree([&](const fs::path& path, const fs::file_status& status, const std::error_code& error) {
    if (path.filename().string().starts_with('.') && path != folder) return false;
    const std::string what = objection(path, status, error);
    if (!what.empty() && !is_known(path, result))
      faults.push_back({"unreadable-file",
                        what,
                        {path.string()},
                        "",
                        "make it a file that can be read, or move it out of the chain's folder; "
                        "until then what it holds is not checked"});
    if (has_folders || !fs::is_directory(status)) return has_folders;
    std::error_code unlisted;
    const fs::directory_iterator listing(path, unlisted);
    return static_cast<bool>(unlisted);  // and there it is told
  });
  tree.go_into(folder);
  std::ranges::sort(faults, {}, [](const Fault& fault) { return fault.location.file; });
  std::ranges::move(faults, std::back_inserter(result.faults));
}

}  // namespace pgstair::chain
