// SPDX-License-Identifier: MIT
#include "seed/conditions/pools.h"

#include <algorithm>
#include <set>

#include "seed/conditions/evaluation.h"
#include "seed/conditions/literals.h"
#include "seed/conditions/pattern.h"

namespace pgstair::seed {

namespace {

constexpr std::uint64_t longest = 5000;

bool is_integer(const std::string& number) {
  return number.find('.') == std::string::npos && number.size() < 18;
}

/// A number of a condition, and its neighbours: x < 5 is about 4 and 6 too.
std::vector<std::string> around(const std::string& number) {
  std::vector<std::string> values{number};
  if (is_integer(number)) {
    const long long value = std::stoll(number);
    for (const long long other : {value - 1, value + 1, -value, value * 2, value / 2, value + 10}) {
      values.push_back(std::to_string(other));
    }
  } else if (number.size() < 15) {
    const double value = std::stod(number);
    values.push_back(std::to_string(value / 2));
    values.push_back(std::to_string(value + 1));
    values.push_back(std::to_string(value - 1));
  }
  return values;
}

template <typename T>
void remove_duplicates(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool holds(const Verdict& verdict) {
  return verdict && std::ranges::all_of(*verdict, [](bool holds) { return holds; });
}

/// The conditions of a domain and of the domains under it.
std::vector<std::string> conditions_of(const Schema& schema, const Type& domain) {
  std::vector<std::string> conditions;
  for (const Type* type = &domain; type->kind == TypeKind::domain;
       type = &schema.type(type->part.type)) {
    for (const auto& condition : type->conditions) conditions.push_back(condition.expression);
  }
  return conditions;
}

void collect(const Schema& schema, Oid oid, std::set<Oid>& used) {
  if (oid == 0 || !used.insert(oid).second) return;
  const Type& type = schema.type(oid);
  collect(schema, type.part.type, used);
  for (const auto& attribute : type.attributes) collect(schema, attribute.type.type, used);
}

std::set<Oid> used_types(const Schema& schema) {
  std::set<Oid> used;
  for (const auto& table : schema.tables) {
    for (const auto& column : table.columns) collect(schema, column.type.type, used);
  }
  return used;
}

/// The typmod that counts is the one next to the base type.
std::vector<std::string> domain_values(Evaluator& evaluator, const ValueMaker& maker,
                                       const Type& domain, std::uint64_t seed, std::size_t size) {
  const Schema& schema = maker.schema();
  const TypeUse base = schema.base_of({domain.oid, -1});
  const auto conditions = conditions_of(schema, domain);
  const Candidates candidates(evaluator, maker, base, conditions);
  const Frame frame{"pgstair_domain", {{"value", schema.type(base.type).sql, ""}}, conditions};
  const std::uint64_t name_hash = hash_text(domain.schema + "." + domain.name);
  std::vector<std::string> values;
  std::set<std::string> seen;
  const TextShape shape = shape_for(domain.name);
  constexpr std::size_t batch = 500;
  for (std::uint64_t round = 0; values.size() < size && round < 2 * size / batch + 8; ++round) {
    std::vector<CellRow> rows;
    for (std::uint64_t i = 0; i < batch; ++i) {
      const std::uint64_t ordinal = round * batch + i;
      Draw draw(seed, name_hash, ordinal);
      Request request;
      request.ordinal = ordinal;
      request.distinct = draw.chance(1, 2);
      request.style = draw.chance(1, 4) ? Style::edge_cases : Style::plain;
      request.shape = shape;
      request.draw = &draw;
      std::string candidate = candidates.make(request);
      if (seen.insert(candidate).second) rows.push_back({std::move(candidate)});
    }
    const auto verdicts = evaluator.evaluate(frame, rows);
    for (std::size_t i = 0; i < rows.size() && values.size() < size; ++i) {
      if (holds(verdicts[i])) values.push_back(*rows[i][0]);
    }
    if (round >= 8 && values.empty()) break;
  }
  const auto taken = evaluator.accepted(domain.sql, values);
  std::vector<std::string> result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (taken[i]) result.push_back(std::move(values[i]));
  }
  return result;
}

/// What input functions of extension types have been seen to take.
std::vector<std::string> unknown_type_values(Evaluator& evaluator, const Type& type) {
  const std::vector<std::string> guesses{"1",
                                         "2",
                                         "3",
                                         "1.5",
                                         "a",
                                         "b",
                                         "abc",
                                         "(1,2)",
                                         "(0,0)",
                                         "[1,2]",
                                         "{1,2}",
                                         "{}",
                                         "[1,2,3]",
                                         "POINT(0 0)",
                                         "1.0.0",
                                         "978-0-306-40615-7",
                                         "9780306406157",
                                         "0306406152",
                                         "0378-5955",
                                         "4006381333931",
                                         "1 m",
                                         "1 .. 2",
                                         "2020-01-01",
                                         "{\"a\": 1}",
                                         "a=>1",
                                         "001",
                                         "01:02",
                                         ""};
  const auto taken = evaluator.accepted(type.sql, guesses);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    if (taken[i]) values.push_back(guesses[i]);
  }
  return values;
}

}  // namespace

Candidates::Candidates(Evaluator& evaluator, const ValueMaker& maker, TypeUse use,
                       const std::vector<std::string>& conditions)
    : maker_(&maker), use_(use) {
  const Type& type = maker.schema().type(use.type);
  is_text_ = type.kind == TypeKind::base &&
             (type.name == "text" || type.name == "varchar" || type.name == "bpchar" ||
              type.name == "citext" || type.name == "name");
  is_bytes_ = type.kind == TypeKind::base && type.name == "bytea";
  is_array_ = type.kind == TypeKind::array;
  if (is_text_ && use.typmod >= 4) limit_ = static_cast<std::uint64_t>(use.typmod - 4);
  std::vector<std::string> constants;
  for (const auto& condition : conditions) {
    const Literals found = literals_of(condition);
    constants.insert(constants.end(), found.texts.begin(), found.texts.end());
    patterns_.insert(patterns_.end(), found.patterns.begin(), found.patterns.end());
    for (const auto& number : found.numbers) {
      const auto values = around(number);
      if (!is_text_) constants.insert(constants.end(), values.begin(), values.end());
      for (const auto& value : values) {
        if (!is_integer(value) || std::stoll(value) < 0) continue;
        const auto length = static_cast<std::uint64_t>(std::stoll(value));
        if (length <= longest && length <= limit_) lengths_.push_back(length);
      }
    }
  }
  remove_duplicates(constants);
  remove_duplicates(lengths_);
  const auto taken = evaluator.accepted(type.sql, constants);
  for (std::size_t i = 0; i < constants.size(); ++i) {
    if (taken[i] && (!is_text_ || constants[i].size() <= limit_))
      constants_.push_back(constants[i]);
  }
}

std::string Candidates::make(const Request& request) const {
  Draw& draw = *request.draw;
  if (!constants_.empty() && draw.chance(request.distinct ? 1 : 2, 5)) {
    return draw.one_of(constants_);
  }
  if (!patterns_.empty() && draw.chance(2, 3)) {
    const auto sampled = sample_pattern(draw.one_of(patterns_), draw);
    if (sampled && sampled->size() <= limit_) return *sampled;
  }
  if (is_text_ && draw.chance(2, 3)) return text_candidate(request);
  if (!lengths_.empty() && draw.chance(2, 3)) {
    if (is_bytes_) return bytes_candidate(request);
    if (is_array_) return array_candidate(request);
  }
  return maker_->make(use_, request);
}

std::string Candidates::text_candidate(const Request& request) const {
  Draw& draw = *request.draw;
  const bool by_name = draw.chance(1, 2);
  const TextShape shape = by_name ? request.shape : static_cast<TextShape>(draw.below(text_shapes));
  const std::uint64_t ordinal = request.distinct ? request.ordinal : draw.below(1000);
  std::string text = shaped_text(shape, ordinal, limit_);
  if (lengths_.empty() || draw.chance(1, 3)) return text;
  const std::uint64_t length = draw.one_of(lengths_);
  if (text.size() > length) return shaped_text(shape, ordinal, length);
  return std::string(length - text.size(), draw.chance(1, 2) ? '0' : 'a') + text;
}

std::string Candidates::bytes_candidate(const Request& request) const {
  Draw& draw = *request.draw;
  const std::uint64_t digits = 2 * draw.one_of(lengths_);
  std::string hex;
  for (std::uint64_t part = 0; hex.size() < digits; ++part) {
    hex += shaped_text(TextShape::hex,
                       (request.distinct ? request.ordinal : draw.below(1000)) + part, unlimited);
  }
  // The ordinal stands at the end of each part, which a short value keeps.
  return "\\x" + hex.substr(hex.size() - digits);
}

std::string Candidates::array_candidate(const Request& request) const {
  Draw& draw = *request.draw;
  const std::uint64_t length = std::min<std::uint64_t>(draw.one_of(lengths_), 64);
  return maker_->make_array(use_, request, length);
}

Pools find_pools(Evaluator& evaluator, const Schema& schema, std::uint64_t seed, std::size_t size) {
  Pools pools;
  const auto used = used_types(schema);
  for (const Oid oid : used) {
    const Type& type = schema.type(oid);
    if (type.kind == TypeKind::base && family_of(type.name) == nullptr) {
      pools.emplace(oid, unknown_type_values(evaluator, type));
    }
  }
  // A domain over a domain has the conditions of both, so the order does not matter.
  const ValueMaker maker(schema, pools);
  for (const Oid oid : used) {
    const Type& type = schema.type(oid);
    if (type.kind != TypeKind::domain || conditions_of(schema, type).empty()) continue;
    const bool possible = maker.problem(schema.base_of({oid, -1})).empty();
    pools.emplace(oid, possible ? domain_values(evaluator, maker, type, seed, size)
                                : std::vector<std::string>{});
  }
  return pools;
}

}  // namespace pgstair::seed
