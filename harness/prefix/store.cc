// SPDX-License-Identifier: MIT
#include "prefix/store.h"

#include <spdlog/spdlog.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <exception>

#include "server/template_cluster.h"
#include "support/digest.h"
#include "support/errors.h"
#include "support/file.h"

namespace pgstair::prefix {

namespace {

namespace fs = std::filesystem;

/// What a file begins with: this, and the digest of its key and all that follows.
constexpr std::string_view first_line = "pgstair verdict 1\n";

constexpr std::size_t key_length = 64;

std::string sealed(const std::string& key, std::string_view content) {
  Digest digest;
  digest.add(key);
  digest.add(content);
  return std::string(first_line) + digest.text() + "\n" + std::string(content);
}

/// The content, if all of it is as it was sealed.
std::optional<std::string> unsealed(const std::string& key, std::string_view bytes) {
  const std::size_t begin = first_line.size() + key_length + 1;
  if (bytes.size() < begin) return std::nullopt;
  std::string content(bytes.substr(begin));
  if (sealed(key, content) != bytes) return std::nullopt;
  return content;
}

/// Whether it is a folder that only this user can write to: what others wrote is no verdict.
bool is_ours_alone(const fs::path& folder) {
  struct stat status {};
  return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool is_key(const std::string& name) {
  return name.size() == key_length &&
         name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// What somebody who was killed has left half written.
bool is_left_draft(const fs::directory_entry& entry) {
  constexpr std::chrono::hours long_enough{1};
  std::error_code error;
  return entry.path().filename().string().find(".tmp") != std::string::npos &&
         fs::file_time_type::clock::now() - entry.last_write_time(error) > long_enough && !error;
}

}  // namespace

Store::Store(fs::path folder, std::uintmax_t most_bytes)
    : folder_(std::move(folder)), most_bytes_(most_bytes) {}

std::optional<std::string> Store::find(const std::string& key) const {
  const fs::path file = folder_ / key;
  std::error_code error;
  if (!is_ours_alone(folder_) || !fs::is_regular_file(fs::symlink_status(file, error)))
    return std::nullopt;
  const auto content = read({file, 0, {}});
  if (content) {
    fs::last_write_time(file, fs::file_time_type::clock::now(), error);
  } else {
    spdlog::debug("{} is not as it was written: verified anew", file.string());
    fs::remove(file, error);
  }
  return content;
}

std::optional<std::string> Store::read(const Entry& entry) try {
  return unsealed(entry.file.filename().string(), read_file(entry.file));
} catch (const std::exception&) {
  return std::nullopt;
}

void Store::keep(const std::string& key, std::string_view content) const try {
  const std::string bytes = sealed(key, content);
  if (bytes.size() > most_bytes_) return;
  fs::create_directories(folder_.parent_path());
  ::mkdir(folder_.c_str(), S_IRWXU);
  if (!is_ours_alone(folder_)) {
    spdlog::debug("{} is not used: others can write to it", folder_.string());
    return;
  }
  write_file(folder_ / key, bytes);
  remove_what_is_too_much();
} catch (const std::exception& error) {
  spdlog::debug("the verdict is not kept: {}", error.what());
}

void Store::remove_what_is_too_much() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (is_left_draft(entry)) fs::remove(entry.path(), error);
  }
  std::uintmax_t bytes = 0;
  for (const auto& entry : entries()) {
    bytes += entry.bytes;
    if (bytes > most_bytes_) fs::remove(entry.file, error);
  }
}

std::vector<Store::Entry> Store::entries() const {
  std::vector<Entry> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (!is_key(entry.path().filename().string())) continue;
    std::error_code gone;  // another run may be removing it
    const Entry one{entry.path(), entry.file_size(gone), entry.last_write_time(gone)};
    if (!gone) found.push_back(one);
  }
  std::ranges::sort(found, std::ranges::greater(), &Entry::used);
  return found;
}

std::size_t Store::clear() const {
  std::size_t count = 0;
  std::error_code error;
  for (const auto& entry : entries()) count += fs::remove(entry.file, error) ? 1U : 0U;
  return count;
}

std::optional<Store> verdicts_of_user(std::uintmax_t most_megabytes) try {
  return Store(server::cache_directory() / "verdicts", most_megabytes * 1024 * 1024);
} catch (const EnvironmentError&) {
  return std::nullopt;
}

}  // namespace pgstair::prefix
