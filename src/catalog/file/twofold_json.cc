// SPDX-License-Identifier: MIT
#include "catalog/file/twofold_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pgstair::catalog {

namespace {

bool stands_for_itself(char character) {
  return character >= 0x20 && character < 0x7f && character != '"' && character != '\\';
}

}  // namespace

void TwofoldJson::begin(char bracket) {
  start_value();
  add({&bracket, 1});
  has_elements_.push_back(false);
}

void TwofoldJson::end(char bracket) {
  const bool has_elements = has_elements_.back();
  has_elements_.pop_back();
  if (has_elements) start_line();
  add({&bracket, 1});
}

void TwofoldJson::key(std::string_view name) {
  start_value();
  add_quoted(name);
  compact_ += ':';
  indented_ += ": ";
  after_key_ = true;
}

void TwofoldJson::text(std::string_view value) {
  start_value();
  add_quoted(value);
}

void TwofoldJson::literal(std::string_view value) {
  start_value();
  add(value);
}

void TwofoldJson::add(std::string_view both) {
  compact_ += both;
  indented_ += both;
}

void TwofoldJson::add_quoted(std::string_view text) {
  if (std::ranges::all_of(text, stands_for_itself)) {
    add("\"");
    add(text);
    add("\"");
  } else {
    add(nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
}

void TwofoldJson::start_line() {
  if (!indented_.empty()) indented_ += '\n';
  indented_.append(level_ + has_elements_.size() - 1, ' ');
}

void TwofoldJson::start_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_elements_.back()) add(",");
  has_elements_.back() = true;
  start_line();
}

}  // namespace pgstair::catalog
