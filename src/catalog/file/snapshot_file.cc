// SPDX-License-Identifier: MIT
#include "catalog/file/snapshot_file.h"

#include <algorithm>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/file/object_writer.h"
#include "catalog/file/twofold_json.h"
#include "support/checksum.h"
#include "support/errors.h"
#include "support/json_depth.h"
#include "support/share_out.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr const char* marker = "pgstair_snapshot";

OrderedJson without_lines(const OrderedJson& value) {
  if (!value.is_object()) return value;
  return join(value.at("lines").get<std::vector<std::string>>(), "\n");
}

Object object_of(const OrderedJson& json) {
  Object object{
      {json.at("kind"), json.value("schema", ""), json.value("owner", ""), json.at("name")}, {}};
  OrderedJson attributes = OrderedJson::object();
  for (const auto& [name, value] : json.at("attributes").items()) {
    attributes[name] = without_lines(value);
  }
  object.json = attributes.dump();
  return object;
}

std::string compact(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

/// In two halves side by side: sorting a large schema takes a third as long as writing it.
void sort_by_identity(std::vector<const Object*>& objects) {
  const auto ascending = [](const Object* left, const Object* right) {
    return left->identity < right->identity;
  };
  const auto middle = objects.begin() + std::ssize(objects) / 2;
  auto first =
      std::async(std::launch::async, [&] { std::sort(objects.begin(), middle, ascending); });
  std::sort(middle, objects.end(), ascending);
  first.get();
  std::inplace_merge(objects.begin(), middle, objects.end(), ascending);
}

/// Every object of a snapshot, ascending by identity.
std::vector<const Object*> objects_of(const Snapshot& snapshot) {
  std::vector<const Object*> objects;
  for (const auto& root : snapshot.roots()) {
    for (const Object& object : *root.objects) objects.push_back(&object);
  }
  sort_by_identity(objects);
  return objects;
}

using Written = std::vector<TwofoldJson>;

/// The objects in several parts, one after the other, which are written side by side: it takes as
/// long as reading them. Of small parts nobody has much left to do when the others are done.
Written written(const std::vector<const Object*>& objects) {
  constexpr std::size_t level = 2;
  constexpr std::size_t share = 256;
  Written result((objects.size() + share - 1) / share, TwofoldJson(level));
  share_out(result.size(), std::thread::hardware_concurrency(), [&](std::size_t, Items& items) {
    while (const auto part = items.next()) {
      const auto of_part = std::span(objects).subspan(
          *part * share, std::min(share, objects.size() - *part * share));
      for (const Object* object : of_part) write(*object, result[*part]);
    }
  });
  return result;
}

std::string checksum(const Written& parts) {
  Checksum sum;
  sum.add("[");
  for (const auto& part : parts) {
    if (&part != &parts.front()) sum.add(",");
    sum.add(part.compact());
  }
  sum.add("]");
  return sum.text();
}

std::string indented_array(const Written& parts) {
  if (parts.empty()) return "[]";
  std::size_t length = 0;
  for (const auto& part : parts) length += part.indented().size() + 2;
  std::string text;
  text.reserve(length + 1'000);  // with what stands around it
  for (const auto& part : parts) {
    text += text.empty() ? "[\n" : ",\n";
    text += part.indented();
  }
  return text += "\n ]";
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& reason) {
  throw UsageError(reason, {path.string(), 0, 0});
}

OrderedJson parse(std::string_view text, const std::filesystem::path& path) try {
  if (is_nested_too_deep(text)) refuse(path, "this is no snapshot file: it is nested too deep");
  return OrderedJson::parse(text);
} catch (const OrderedJson::parse_error& error) {
  const auto at = position_at(text, error.byte == 0 ? 0 : error.byte - 1);
  throw UsageError("this snapshot file ends or breaks off here: make it anew by `pgstair snapshot`",
                   {path.string(), at.line, at.column});
}

}  // namespace

std::string to_text(const SnapshotFile& file) {
  const auto parts = written(objects_of(file.snapshot));
  auto sum = std::async(std::launch::async, checksum, std::cref(parts));
  std::string text = indented_array(parts);
  OrderedJson head;
  head[marker] = format_version;
  head["server"] = file.server_version;
  if (const auto& unreadable = file.snapshot.unreadable(); !unreadable.empty())
    head["unread"] = unreadable;
  head["checksum"] = sum.get();
  std::string before = head.dump(1, ' ', false, OrderedJson::error_handler_t::replace);
  before.resize(before.size() - std::string_view("\n}").size());
  text.insert(0, before + ",\n \"objects\": ");
  return text += "\n}\n";
}

bool is_snapshot_file(std::string_view text) {
  return text.starts_with("{") && text.substr(0, 64).find(marker) != std::string_view::npos;
}

SnapshotFile parse_snapshot_file(std::string_view text, const std::filesystem::path& path) try {
  const OrderedJson json = parse(text, path);
  const int version = json.value(marker, 0);
  if (version != format_version) {
    refuse(path, "this is a snapshot of format " + std::to_string(version) +
                     ", and this pgstair reads format " + std::to_string(format_version) +
                     ": take a newer pgstair");
  }
  const OrderedJson& objects = json.at("objects");
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
          snapshot_of(std::move(read), json.value("unread", Snapshot::Unreadable{}))};
} catch (const OrderedJson::exception& error) {
  refuse(path, std::string("this is no snapshot file: ") + error.what());
}

}  // namespace pgstair::catalog
