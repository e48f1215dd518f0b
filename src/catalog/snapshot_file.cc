// SPDX-License-Identifier: MIT
#include "catalog/snapshot_file.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr const char* marker = "pgstair_snapshot";

/// FNV-1a, 64 bits: tells a damaged file, and is no protection against a forged one.
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv.
std::string checksum(std::string_view text) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211u;
  }
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

/// Text of several lines as {"lines": [...]}, which a line-by-line comparison of files can read.
Json with_lines(const Json& value) {
  if (!value.is_string()) return value;
  const auto& text = value.get_ref<const std::string&>();
  if (text.find('\n') == std::string::npos) return value;
  Json rows = Json::array();
  for (const auto row : split(text, '\n')) rows.push_back(std::string(row));
  return {{"lines", std::move(rows)}};
}

Json without_lines(const Json& value) {
  if (!value.is_object()) return value;
  return join(value.at("lines").get<std::vector<std::string>>(), "\n");
}

Json object_json(const Object& object) {
  Json json;
  json["kind"] = object.identity.kind;
  if (!object.identity.schema.empty()) json["schema"] = object.identity.schema;
  if (!object.identity.owner.empty()) json["owner"] = object.identity.owner;
  json["name"] = object.identity.name;
  json["attributes"] = Json::object();
  const Json attributes = Json::parse(object.json);
  for (const auto& [name, value] : attributes.items()) {
    if (!value.is_null()) json["attributes"][name] = with_lines(value);
  }
  return json;
}

Object object_of(const Json& json) {
  Object object{
      {json.at("kind"), json.value("schema", ""), json.value("owner", ""), json.at("name")}, {}};
  Json attributes = Json::object();
  for (const auto& [name, value] : json.at("attributes").items()) {
    attributes[name] = without_lines(value);
  }
  object.json = attributes.dump();
  return object;
}

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string indented(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

/// An object, as it counts in the checksum and as it stands in the file.
struct Written {
  std::string compact;
  std::string indented;
};

/// By all cores: parsing and writing the attributes of a large schema takes as long as reading
/// them.
std::vector<Written> written(const std::vector<Object>& objects) {
  std::vector<Written> result(objects.size());
  const std::size_t share = objects.size() / std::max(1U, std::thread::hardware_concurrency()) + 1;
  std::vector<std::future<void>> at_work;
  for (std::size_t first = 0; first < objects.size(); first += share) {
    at_work.push_back(std::async(std::launch::async, [&, first] {
      for (std::size_t i = first; i < std::min(first + share, objects.size()); ++i) {
        const Json json = object_json(objects[i]);
        result[i] = {compact(json), "  " + replace_all(indented(json), "\n", "\n  ")};
      }
    }));
  }
  for (auto& one : at_work) one.get();
  return result;
}

std::string joined(const std::vector<Written>& objects, std::string Written::*part,
                   std::string_view separator) {
  std::string text;
  for (const auto& object : objects) {
    if (!text.empty()) text += separator;
    text += object.*part;
  }
  return text;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& reason) {
  throw UsageError(reason, {path.string(), 0, 0});
}

Json parse(std::string_view text, const std::filesystem::path& path) try {
  return Json::parse(text);
} catch (const Json::parse_error& error) {
  const auto at = position_at(text, error.byte == 0 ? 0 : error.byte - 1);
  throw UsageError("this snapshot file ends or breaks off here: make it anew by `pgstair snapshot`",
                   {path.string(), at.line, at.column});
}

}  // namespace

std::string to_text(const SnapshotFile& file) {
  const auto objects = written(file.snapshot.objects());
  Json head;
  head[marker] = format_version;
  head["server"] = file.server_version;
  if (const auto& unread = file.snapshot.unread(); !unread.empty()) head["unread"] = unread;
  head["checksum"] = checksum("[" + joined(objects, &Written::compact, ",") + "]");
  std::string text = indented(head);
  text.resize(text.size() - std::string_view("\n}").size());
  if (objects.empty()) return text + ",\n \"objects\": []\n}\n";
  return text + ",\n \"objects\": [\n" + joined(objects, &Written::indented, ",\n") + "\n ]\n}\n";
}

bool is_snapshot_file(std::string_view text) {
  return text.starts_with("{") && text.substr(0, 64).find(marker) != std::string_view::npos;
}

SnapshotFile parse_snapshot_file(std::string_view text, const std::filesystem::path& path) try {
  const Json json = parse(text, path);
  const int version = json.value(marker, 0);
  if (version != format_version) {
    refuse(path, "this is a snapshot of format " + std::to_string(version) +
                     ", and this pgstair reads format " + std::to_string(format_version) +
                     ": take a newer pgstair");
  }
  const Json& objects = json.at("objects");
  if (json.at("checksum") != checksum(compact(objects))) {
    refuse(path,
           "the checksum of this snapshot file is wrong: it was edited or damaged; make it "
           "anew by `pgstair snapshot`");
  }
  std::vector<Object> read;
  for (const auto& object : objects) read.push_back(object_of(object));
  return {json.at("server"),
          snapshot_of(std::move(read), json.value("unread", Snapshot::Unread{}))};
} catch (const Json::exception& error) {
  refuse(path, std::string("this is no snapshot file: ") + error.what());
}

}  // namespace pgstair::catalog
