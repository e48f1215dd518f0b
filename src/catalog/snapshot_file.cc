// SPDX-License-Identifier: MIT
#include "catalog/snapshot_file.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/object_writer.h"
#include "catalog/twofold_json.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr const char* marker = "pgstair_snapshot";

/// FNV-1a, 64 bits: tells a damaged file, and is no protection against a forged one.
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv.
class Checksum {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      hash_ ^= static_cast<unsigned char>(c);
      hash_ *= 1099511628211u;
    }
  }

  std::string text() const {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash_));
    return digits;
  }

 private:
  std::uint64_t hash_ = 14695981039346656037u;
};

Json without_lines(const Json& value) {
  if (!value.is_object()) return value;
  return join(value.at("lines").get<std::vector<std::string>>(), "\n");
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

/// Every object of a snapshot, ascending by identity.
std::vector<const Object*> objects_of(const Snapshot& snapshot) {
  std::vector<const Object*> objects;
  for (const auto& root : snapshot.roots()) {
    for (const Object& object : *root.objects) objects.push_back(&object);
  }
  std::ranges::sort(objects, {}, [](const Object* object) { return std::cref(object->identity); });
  return objects;
}

/// The objects in as many parts as there are cores, which write side by side: it takes as long as
/// reading them.
std::vector<TwofoldJson> written(const std::vector<const Object*>& objects) {
  constexpr std::size_t level = 2;
  const std::size_t parts = std::max(1U, std::thread::hardware_concurrency());
  std::vector<TwofoldJson> result(parts, TwofoldJson(level));
  std::vector<std::future<void>> at_work;
  for (std::size_t part = 0; part < parts; ++part) {
    at_work.push_back(std::async(std::launch::async, [&, part] {
      const std::size_t end = objects.size() * (part + 1) / parts;
      for (std::size_t i = objects.size() * part / parts; i < end; ++i) {
        write(*objects[i], result[part]);
      }
    }));
  }
  for (auto& one : at_work) one.get();
  std::erase_if(result, [](const TwofoldJson& part) { return part.compact().empty(); });
  return result;
}

std::string checksum(const std::vector<TwofoldJson>& parts) {
  Checksum sum;
  sum.add("[");
  for (const auto& part : parts) {
    if (&part != &parts.front()) sum.add(",");
    sum.add(part.compact());
  }
  sum.add("]");
  return sum.text();
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
  const auto parts = written(objects_of(file.snapshot));
  Json head;
  head[marker] = format_version;
  head["server"] = file.server_version;
  if (const auto& unread = file.snapshot.unread(); !unread.empty()) head["unread"] = unread;
  head["checksum"] = checksum(parts);
  std::string text = head.dump(1, ' ', false, Json::error_handler_t::replace);
  text.resize(text.size() - std::string_view("\n}").size());
  if (parts.empty()) return text + ",\n \"objects\": []\n}\n";
  text += ",\n \"objects\": [";
  for (const auto& part : parts) {
    text += &part == &parts.front() ? "\n" : ",\n";
    text += part.indented();
  }
  return text + "\n ]\n}\n";
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
  Checksum sum;
  sum.add(compact(objects));
  if (json.at("checksum") != sum.text()) {
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
