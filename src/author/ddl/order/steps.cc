// SPDX-License-Identifier: MIT
#include "author/ddl/order/steps.h"

#include <algorithm>
#include <tuple>

#include "author/ddl/kinds/all_kinds.h"
#include "author/ddl/object/belongings.h"
#include "author/ddl/relations/constraint.h"
#include "author/ddl/relations/partition.h"
#include "author/ddl/relations/sequence.h"

namespace pgstair::author {

namespace {

/// Who decides, entry by entry, which steps there are.
class StepMaker {
 public:
  StepMaker(const Context& context, std::vector<const Entry*>& unknown)
      : context_(context), unknown_(unknown) {}

  std::vector<Step> run() {
    for (const Entry& entry : context_.objects.all()) {
      if (entry.added) add(entry);
    }
    return std::move(steps_);
  }

  /// What is made with another: a table's columns, the sequence of a serial one.
  const std::map<catalog::Identity, catalog::Identity>& made_with() const { return made_with_; }

 private:
  const Entry* relation_of(const Entry& part) const {
    return context_.objects.find_root(part.root);
  }

  void push(const Entry& entry, const std::string& kind, const Entry* within, bool follows) {
    steps_.push_back({.entry = &entry, .kind = kind, .within = within, .follows = follows});
  }

  void make_with(const Entry& entry, const Entry& other) {
    made_with_.emplace(entry.identity, other.identity);
  }

  void add(const Entry& entry) {
    const std::string& kind = entry.identity.kind;
    if (is_brought(entry, context_.objects)) {
      push(entry, part::brought_privileges, nullptr, false);
    } else if (!place_of_kind(kind)) {
      unknown_.push_back(&entry);
    } else if (kind == "column") {
      add_column(entry);
    } else if (kind == "attribute" || kind == "publication table" || kind == "publication schema") {
      add_member(entry);
    } else if (kind == "constraint" || kind == "domain constraint") {
      add_constraint(entry);
    } else if (kind == "sequence") {
      add_sequence(entry);
    } else {
      push(entry, kind, nullptr, kind == "index");
      add_second_step(entry);
    }
  }

  /// Of what takes two statements, with others between them.
  void add_second_step(const Entry& entry) {
    const std::string& kind = entry.identity.kind;
    if (kind == "table" || kind == "foreign table") {
      const auto how = inheritance_of(entry, context_);
      if (how == Inheritance::attached || how == Inheritance::inherits_later) {
        push(entry, part::attachment, nullptr, true);
      }
    }
    if (kind == "base type" || (kind == "range type" && entry.has("canonical"))) {
      push(entry, part::type_name, nullptr, false);
    }
  }

  void add_column(const Entry& column) {
    const Entry* table = relation_of(column);
    const bool of_table = table != nullptr && context_.objects.find_table(table->name()) == table;
    const bool with_table = of_table && table->added;
    if (with_table) {
      make_with(column, *table);
    } else {
      push(column, "column", nullptr, true);
    }
    if (of_table && column.has("default")) {
      push(column, part::column_default, with_table ? table : &column, true);
    }
  }

  void add_member(const Entry& member) {
    const Entry* whole = relation_of(member);
    if (whole != nullptr && whole->added) {
      make_with(member, *whole);
    } else {
      push(member, member.identity.kind, nullptr, false);
    }
  }

  void add_constraint(const Entry& constraint) {
    const Entry* whole = relation_of(constraint);
    const bool fits = whole != nullptr && whole->added && fits_in_table(constraint, context_);
    push(constraint, constraint.identity.kind, fits ? whole : nullptr, true);
  }

  void add_sequence(const Entry& sequence) {
    if (const Entry* column = column_of_sequence(sequence, context_)) {
      make_with(sequence, *column);
      return;
    }
    push(sequence, "sequence", nullptr, false);
    if (sequence.has("owned_by")) push(sequence, part::sequence_owner, nullptr, true);
  }

  const Context& context_;
  std::vector<const Entry*>& unknown_;
  std::vector<Step> steps_;
  std::map<catalog::Identity, catalog::Identity> made_with_;
};

/// By kind, by what it hangs on, and a table's columns in their order.
auto order_of(const Step& step, const Objects& objects) {
  const Entry* whole = objects.find_root(step.entry->root);
  const std::size_t position =
      whole == nullptr || step.entry->identity.kind != "column"
          ? 0
          : static_cast<std::size_t>(std::ranges::find(whole->columns, step.entry->identity.name) -
                                     whole->columns.begin());
  return std::tuple(place_of_kind(step.kind), step.entry->root, position, step.entry->identity);
}

}  // namespace

catalog::Identity Step::identity() const {
  return kind == part::brought_privileges ? entry->identity : part_of(entry->identity, kind);
}

const std::size_t* Steps::maker(const catalog::Identity& identity) const {
  const auto found = makers.find(identity);
  return found == makers.end() ? nullptr : &found->second;
}

Steps steps_for(const Context& context, std::vector<const Entry*>& unknown) {
  StepMaker maker(context, unknown);
  Steps result;
  result.steps = maker.run();
  std::ranges::stable_sort(result.steps, [&](const Step& left, const Step& right) {
    return order_of(left, context.objects) < order_of(right, context.objects);
  });
  for (std::size_t at = 0; at < result.steps.size(); ++at) {
    result.makers.emplace(result.steps[at].identity(), at);
  }
  // A sequence is made with its column, which is made with its table.
  for (const auto& [made, with] : maker.made_with()) {
    catalog::Identity whole = with;
    for (auto next = maker.made_with().find(whole); next != maker.made_with().end();
         next = maker.made_with().find(whole)) {
      whole = next->second;
    }
    if (const std::size_t* step = result.maker(whole)) result.makers.emplace(made, *step);
  }
  return result;
}

}  // namespace pgstair::author
