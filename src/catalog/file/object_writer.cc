// SPDX-License-Identifier: MIT
#include "catalog/file/object_writer.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "support/text.h"

namespace pgstair::catalog {

namespace {

using Json = nlohmann::json;

/// Writes the attributes of an object as the file has them: without those that are null, and text
/// of several lines as {"lines": [...]}, which a line-by-line comparison of files can read.
class AttributeWriter : public nlohmann::json_sax<Json> {
 public:
  explicit AttributeWriter(TwofoldJson& to) : to_(to) {}

  bool null() override {
    if (depth_ > 1) return literal("null");
    name_.reset();
    return true;
  }
  bool boolean(bool value) override { return literal(value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t value) override {
    return literal(std::to_string(value));
  }
  bool number_unsigned(Json::number_unsigned_t value) override {
    return literal(std::to_string(value));
  }
  bool number_float(Json::number_float_t value, const std::string& /*text*/) override {
    return literal(Json(value).dump());
  }
  bool string(std::string& value) override {
    write_name();
    if (depth_ > 1 || value.find('\n') == std::string::npos) {
      to_.text(value);
    } else {
      write_lines(value);
    }
    return true;
  }
  bool key(std::string& name) override {
    name_ = std::move(name);
    return true;
  }
  bool start_object(std::size_t /*size*/) override { return begin('{'); }
  bool end_object() override { return end('}'); }
  bool start_array(std::size_t /*size*/) override { return begin('['); }
  bool end_array() override { return end(']'); }
  bool binary(Json::binary_t& /*value*/) override { return false; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Json::exception& error) override {
    throw std::logic_error(std::string("the attributes of an object: ") + error.what());
  }

 private:
  void write_name() {
    if (name_) to_.key(*name_);
    name_.reset();
  }
  void write_lines(std::string_view text) {
    to_.begin('{');
    to_.key("lines");
    to_.begin('[');
    for (const auto line : split(text, '\n')) to_.text(line);
    to_.end(']');
    to_.end('}');
  }
  bool literal(std::string_view value) {
    write_name();
    to_.literal(value);
    return true;
  }
  bool begin(char bracket) {
    write_name();
    to_.begin(bracket);
    ++depth_;
    return true;
  }
  bool end(char bracket) {
    --depth_;
    to_.end(bracket);
    return true;
  }

  TwofoldJson& to_;
  std::optional<std::string> name_;  ///< of the value that comes next
  int depth_ = 0;
};

}  // namespace

void write(const Object& object, TwofoldJson& json) {
  const auto member = [&json](std::string_view name, std::string_view value) {
    json.key(name);
    json.text(value);
  };
  json.begin('{');
  member("kind", object.identity.kind);
  if (!object.identity.schema.empty()) member("schema", object.identity.schema);
  if (!object.identity.owner.empty()) member("owner", object.identity.owner);
  member("name", object.identity.name);
  json.key("attributes");
  AttributeWriter attributes(json);
  Json::sax_parse(object.json, &attributes);
  json.end('}');
}

}  // namespace pgstair::catalog
