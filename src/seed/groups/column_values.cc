// SPDX-License-Identifier: MIT
#include "seed/groups/column_values.h"

#include <algorithm>
#include <utility>

namespace pgstair::seed {

namespace {

const std::vector<Cell>* decided_values(const GroupInputs& inputs, const Column& column) {
  const auto found = inputs.decided->find(column.number);
  return found == inputs.decided->end() ? nullptr : &found->second;
}

}  // namespace

ColumnValues::ColumnValues(const GroupInputs& inputs, const Column& column, CountedPart part,
                           std::shared_ptr<const Candidates> candidates)
    : column_(&column),
      maker_(&inputs.maker),
      settings_(inputs.settings),
      first_row_(inputs.first_row),
      name_hash_(inputs.name_hash(column.name)),
      shape_(shape_for(column.name)),
      part_(std::move(part)),
      distinct_(inputs.plan.distinct.contains(column.number)),
      nullable_(seed::is_nullable(inputs.maker.schema(), column)),
      null_at_first_(inputs.plan.null_at_first.contains(column.number)),
      profile_(settings_.profile == nullptr ? nullptr : settings_.profile->column(column.name)),
      decided_(decided_values(inputs, column)),
      family_(inputs.maker.family(column.type)),
      candidates_(std::move(candidates)) {}

bool ColumnValues::has(std::uint64_t row) const {
  return decided_ == nullptr || row - first_row_ < decided_->size();
}

Cell ColumnValues::at(std::uint64_t row, std::uint64_t attempt) const {
  if (decided_ != nullptr) {
    return has(row) ? (*decided_)[static_cast<std::size_t>(row - first_row_)] : Cell();
  }
  if (null_at_first_) return std::nullopt;
  Draw draw = GroupInputs::draw(settings_.seed, name_hash_, row, attempt);
  const auto counted = part_.digit(row, attempt);
  Request request;
  request.distinct = distinct_ || counted.has_value();
  request.ordinal = counted.value_or(row);
  const bool edge_cases = settings_.style == Style::edge_cases || attempt > 2;
  request.style = edge_cases && draw.chance(1, 2) ? Style::edge_cases : Style::plain;
  request.lane = column_->number;
  request.shape = shape_;
  request.draw = &draw;
  if (nullable_ && !request.distinct && is_null(request)) return std::nullopt;
  if (candidates_ && !counted) return candidate(row, request);
  if (profile_ != nullptr && !request.distinct) return profiled(request);
  if (family_ == nullptr) return maker_->make(column_->type, request);
  request.typmod = column_->type.typmod;
  return family_->make(request);
}

bool ColumnValues::is_null(const Request& request) const {
  if (profile_ != nullptr) return profile_->is_null(*request.draw);
  const bool often = settings_.style == Style::edge_cases || candidates_;
  return request.draw->chance(often ? 3 : 1, 10);
}

std::string ColumnValues::candidate(std::uint64_t row, const Request& request) const {
  // All texts of a row have one shape, so that each shape gets its turn in every column.
  const bool one_shape =
      settings_.varied && candidates_->is_free_text() && request.draw->chance(3, 4);
  if (!one_shape) return candidates_->make(request);
  return shaped_text(static_cast<TextShape>(row % text_shapes),
                     request.distinct ? row : request.draw->below(1000), candidates_->limit());
}

/// A value by its rank among the column's different ones, so that the common ones come as often as
/// in production; texts are about as long.
std::string ColumnValues::profiled(Request request) const {
  if (!profile_->bounds.empty() && profile_->values.empty()) {
    return profile_->bounds[request.draw->below(profile_->bounds.size())];
  }
  const std::uint64_t rank = profile_->rank(*request.draw, unlimited);
  if (rank < profile_->values.size()) return profile_->values[rank];
  request.distinct = true;
  request.ordinal = rank;
  std::string text = maker_->make(column_->type, request);
  const TypeUse base = maker_->schema().base_of(column_->type);
  const std::string& type = maker_->schema().type(base.type).name;
  if ((type != "text" && type != "varchar") || column_->type.type != base.type) return text;
  const std::uint64_t limit =
      base.typmod >= 4 ? static_cast<std::uint64_t>(base.typmod - 4) : unlimited;
  const auto width = std::min<std::uint64_t>(limit, static_cast<std::uint64_t>(profile_->width));
  if (text.size() < width) text += std::string(width - text.size(), 'x');
  return text;
}

}  // namespace pgstair::seed
