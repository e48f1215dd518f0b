// SPDX-License-Identifier: MIT
#include "seed/values/value_maker.h"

#include <algorithm>

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::seed {

namespace {

/// Quoted as array, range and composite literals quote their members.
std::string quoted(const std::string& text) {
  return '"' + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + '"';
}

bool is_wild(const Request& request) {
  return !request.distinct && request.style == Style::edge_cases && request.draw->chance(1, 3);
}

}  // namespace

std::string ValueMaker::make(TypeUse use, Request request) const {
  const Type& type = schema_->type(use.type);
  if (const auto pool = pools_.find(use.type); pool != pools_.end()) {
    const std::uint64_t index = request.distinct ? request.ordinal : request.draw->next();
    return pool->second[index % pool->second.size()];
  }
  request.typmod = use.typmod;
  switch (type.kind) {
    case TypeKind::domain:
      return make(type.part, request);
    case TypeKind::enumeration:
      return type
          .labels[(request.distinct ? request.ordinal : request.draw->next()) % type.labels.size()];
    case TypeKind::array:
      if (is_wild(request)) return request.draw->chance(1, 2) ? "{}" : "{NULL}";
      return make_array(use, request, 1 + request.draw->below(3));
    case TypeKind::composite:
      return make_composite(type, request);
    case TypeKind::range:
      return make_range(type, request);
    case TypeKind::multirange:
      return is_wild(request) ? "{}" : "{" + make(type.part, request) + "}";
    case TypeKind::base:
    case TypeKind::pseudo:
      break;
  }
  const ValueFamily* family = family_of(type.name);
  ensure(family != nullptr, "a value is asked of a type that has none");
  return family->make(request);
}

const ValueFamily* ValueMaker::family(TypeUse use) const {
  const Type& type = schema_->type(use.type);
  const bool plain = type.kind == TypeKind::base && !pools_.contains(use.type);
  return plain ? family_of(type.name) : nullptr;
}

std::string ValueMaker::make_array(TypeUse use, Request request, std::uint64_t size) const {
  const Type& type = schema_->type(use.type);
  const char delimiter = schema_->type(type.part.type).name == "box" ? ';' : ',';
  const TypeUse element{type.part.type, use.typmod};
  std::string text = "{";
  for (std::uint64_t i = 0; i < size; ++i) {
    if (i != 0) text += delimiter;
    text += quoted(make(element, request));
    request.distinct = false;
  }
  return text + "}";
}

std::string ValueMaker::make_composite(const Type& type, const Request& request) const {
  std::string text = "(";
  for (const auto& attribute : type.attributes) {
    if (text.size() > 1) text += ',';
    Request part = request;
    part.shape = shape_for(attribute.name);
    const bool null =
        is_wild(request) && schema_->type(attribute.type.type).kind != TypeKind::domain;
    if (!null) text += quoted(make(attribute.type, part));
  }
  return text + ")";
}

/// Ranges of different ordinals do not overlap: [2n, 2n+1).
std::string ValueMaker::make_range(const Type& type, const Request& request) const {
  if (is_wild(request)) return request.draw->chance(1, 2) ? "empty" : "(,)";
  Request bound = request;
  bound.style = Style::plain;
  bound.distinct = true;
  bound.lane = 0;
  bound.ordinal = 2 * (request.distinct ? request.ordinal : request.draw->below(1000));
  const std::string from = make(type.part, bound);
  ++bound.ordinal;
  return "[" + quoted(from) + "," + quoted(make(type.part, bound)) + ")";
}

std::uint64_t ValueMaker::variety(TypeUse use) const {
  const Type& type = schema_->type(use.type);
  if (const auto pool = pools_.find(use.type); pool != pools_.end()) return pool->second.size();
  switch (type.kind) {
    case TypeKind::domain:
      return variety(type.part);
    case TypeKind::enumeration:
      return type.labels.size();
    case TypeKind::array:
      return variety({type.part.type, use.typmod});
    case TypeKind::composite: {
      std::uint64_t most = 1;
      for (const auto& attribute : type.attributes) most = std::max(most, variety(attribute.type));
      return most;
    }
    case TypeKind::range:
      return variety(type.part) / 2;
    case TypeKind::multirange:
      return variety(type.part);
    case TypeKind::base:
    case TypeKind::pseudo:
      break;
  }
  const ValueFamily* family = family_of(type.name);
  return family == nullptr ? 0 : family->count(use.typmod);
}

std::string ValueMaker::problem(TypeUse use) const {
  const Type& type = schema_->type(use.type);
  if (const auto pool = pools_.find(use.type); pool != pools_.end()) {
    return pool->second.empty() ? "no value of type " + type.sql + " was found" : "";
  }
  switch (type.kind) {
    case TypeKind::domain:
    case TypeKind::array:
    case TypeKind::range:
    case TypeKind::multirange:
      return problem(type.part);
    case TypeKind::enumeration:
      return type.labels.empty() ? "the enum " + type.sql + " has no labels" : "";
    case TypeKind::composite:
      for (const auto& attribute : type.attributes) {
        if (std::string found = problem(attribute.type); !found.empty()) return found;
      }
      return "";
    case TypeKind::base:
    case TypeKind::pseudo:
      break;
  }
  return family_of(type.name) == nullptr ? "no value of type " + type.sql + " is known" : "";
}

}  // namespace pgstair::seed
