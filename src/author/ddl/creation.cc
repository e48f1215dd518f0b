// SPDX-License-Identifier: MIT
#include "author/ddl/creation.h"

#include <algorithm>
#include <map>

#include "author/ddl/kinds/all_kinds.h"
#include "author/ddl/kinds/writers.h"
#include "author/ddl/object/belongings.h"
#include "author/ddl/order/order.h"
#include "author/ddl/relations/constraint.h"
#include "author/ddl/relations/sequence.h"
#include "author/ddl/relations/writers.h"
#include "catalog/describe.h"
#include "catalog/difference.h"

namespace pgstair::author {

namespace {

/// The session with names in full, and no time spent on compiling queries that run once; as it was
/// before when this goes.
class SettingsToRead {
 public:
  explicit SettingsToRead(postgres::Session& session) : session_(session) {
    const auto rows = session.execute(
        "SELECT format('SELECT set_config(''search_path'', %L, false), set_config(''jit'', %L, "
        "false)', current_setting('search_path'), current_setting('jit'))");
    restore_ = rows.text(0, 0);
    session_.execute(
        "SELECT set_config('search_path', '', false), set_config('jit', 'off', false)");
  }
  ~SettingsToRead() { static_cast<void>(session_.try_execute(restore_)); }
  SettingsToRead(const SettingsToRead&) = delete;
  SettingsToRead& operator=(const SettingsToRead&) = delete;

 private:
  postgres::Session& session_;
  std::string restore_;
};

/// Writes one creation.
class Writing {
 public:
  Writing(const catalog::Snapshot& before, const catalog::Snapshot& after,
          postgres::Session& at_after)
      : before_(before),
        after_(after),
        objects_(before, after),
        context_{.objects = objects_,
                 .session = at_after,
                 .role = at_after.execute("SELECT quote_ident(current_user)").text(0, 0)} {
    remember_default_privileges();
  }

  Creation run() {
    steps_ = steps_for(context_, unknown_);
    order_ = order_of_steps(steps_, context_);
    for (const auto& [whole, parts] : order_.within) {
      for (const std::size_t part : parts) context_.inlined.insert(steps_.steps[part].identity());
    }
    remember_what_is_made_with_others();
    write_changes();
    write_steps();
    tell_the_rest();
    return std::move(creation_);
  }

 private:
  void remember_default_privileges() {
    const Objects known({}, before_);
    for (const Entry& entry : known.all()) {
      if (entry.identity.kind != "default privileges") continue;
      if (role_of_default_privileges(entry) != context_.role) continue;
      context_.default_privileges[{sort_of_default_privileges(entry), entry.identity.schema}] =
          parse_privileges(entry["privileges"]);
    }
  }

  /// A table's columns in their order, before what else is made with it.
  void remember_what_is_made_with_others() {
    const auto remember = [&](std::size_t maker, const Entry* entry) {
      const auto [first, last] = made_with_.equal_range(maker);
      const bool known =
          std::any_of(first, last, [&](const auto& made) { return made.second == entry; });
      if (entry != nullptr && entry != steps_.steps[maker].entry && !known) {
        made_with_.emplace(maker, entry);
      }
    };
    for (std::size_t at = 0; at < steps_.steps.size(); ++at) {
      const Entry& entry = *steps_.steps[at].entry;
      if (steps_.steps[at].kind != entry.identity.kind) continue;
      for (const auto& name : entry.columns) {
        const char* kind = entry.identity.kind == "composite type" ? "attribute" : "column";
        remember(at, objects_.find({kind, entry.identity.schema, entry.name(), name}));
      }
    }
    for (const auto& [identity, maker] : steps_.makers) remember(maker, objects_.find(identity));
  }

  void leave_out(const catalog::Identity& identity, const std::string& what) {
    creation_.not_written.push_back(catalog::to_string(identity) + ": " + what);
  }

  void take(const catalog::Identity& identity, Written written) {
    for (auto& sql : written.statements) creation_.statements.push_back({identity, std::move(sql)});
    for (const auto& problem : written.problems) leave_out(identity, problem);
  }

  /// Changed objects, of which only what every object has can be written; dropped ones cannot.
  void write_changes() {
    for (const auto& change : catalog::diff(before_, after_)) {
      if (change.kind == catalog::ChangeKind::added) continue;
      Written written;
      if (catalog::moves_only_a_sequence(change)) {
        moved_.push_back(change.identity);
      } else if (write_changed_belongings(change, context_, written)) {
        take(change.identity, std::move(written));
      } else {
        creation_.not_written.push_back(catalog::to_string(change));
      }
    }
  }

  void write_steps() {
    const auto is_event_trigger = [&](std::size_t at) {
      return steps_.steps[at].kind == "event trigger";
    };
    const auto last = std::ranges::find_if(order_.steps, is_event_trigger);
    for (auto at = order_.steps.begin(); at != last; ++at) write_step(*at);
    write_sequence_values();
    for (auto at = last; at != order_.steps.end(); ++at) write_step(*at);
  }

  void write_step(std::size_t at) {
    const Step& step = steps_.steps[at];
    const bool unchecked_body = order_.unchecked_bodies.contains(at);
    Written written;
    if (unchecked_body) written.add("SET check_function_bodies = off;");
    written_kinds()[*place_of_kind(step.kind)].write(*step.entry, context_, written);
    if (unchecked_body) written.add("RESET check_function_bodies;");
    take(step.entry->identity, std::move(written));
    if (step.kind != step.entry->identity.kind) return;
    write_belongings_of(*step.entry);
    write_parts(at);
  }

  void tell_the_rest() {
    for (const Entry* entry : unknown_) {
      leave_out(entry->identity, "objects of this kind cannot be written");
    }
    for (const Entry* entry : order_.circles) {
      leave_out(entry->identity,
                "it and what it needs need each other, and no order of statements makes both");
    }
    for (const auto& kind : catalog::unreadable_of(before_, after_)) {
      creation_.not_written.push_back(kind + ": the role may not read it");
    }
  }

  void write_belongings_of(const Entry& entry) {
    Written written;
    write_belongings(entry, context_, written);
    take(entry.identity, std::move(written));
  }

  /// What belongs to the parts that a statement has made with the object.
  void write_parts(std::size_t at) {
    const auto [first, last] = made_with_.equal_range(at);
    for (auto made = first; made != last; ++made) write_belongings_of(*made->second);
    const auto parts = order_.within.find(at);
    if (parts == order_.within.end()) return;
    for (const std::size_t part : parts->second) {
      const Entry& entry = *steps_.steps[part].entry;
      if (steps_.steps[part].kind != entry.identity.kind) continue;
      if (entry.identity.kind == "constraint") {
        Written written;
        write_constraint_settings(entry, context_, written);
        write_uses_of_index(entry, context_, written);
        take(entry.identity, std::move(written));
      }
      write_belongings_of(entry);
    }
  }

  void write_sequence_values() {
    for (const Entry& entry : objects_.all()) {
      if (entry.identity.kind != "sequence") continue;
      const bool moved = std::ranges::find(moved_, entry.identity) != moved_.end();
      if (!entry.added && !moved) continue;
      if (is_brought(entry, objects_)) continue;
      Written written;
      write_sequence_value(entry, context_, written);
      take(entry.identity, std::move(written));
    }
  }

  const catalog::Snapshot& before_;
  const catalog::Snapshot& after_;
  Objects objects_;
  Context context_;
  Steps steps_;
  Order order_;
  std::multimap<std::size_t, const Entry*> made_with_;  ///< by step, what it makes besides
  std::vector<const Entry*> unknown_;
  std::vector<catalog::Identity> moved_;  ///< sequences that were there
  Creation creation_;
};

}  // namespace

Creation write_creation(const catalog::Snapshot& before, const catalog::Snapshot& after,
                        postgres::Session& at_after) {
  const SettingsToRead settings(at_after);
  return Writing(before, after, at_after).run();
}

}  // namespace pgstair::author
