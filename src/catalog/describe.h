// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "catalog/difference.h"

namespace pgstair::catalog {

/// One change as a person would say it:
///
///     trigger t on public.users: added
///     index users_email_idx on public.users: unique: no → yes
///     table public.users: columns in another order: id, email → email, id
///
/// Attributes that are set on one side only say "none" for the other. Text of several lines, such
/// as a function's body, is left to a unified diff: here it reads "changed".
std::string to_string(const Change& change);

/// What came, went or changed, as people call it. Mostly the object; where all that is recorded of
/// it is something beside its definition (a view's column, a partition's copy of a trigger, what an
/// extension brought), that: "comment on column public.v.a", "grant on function public.f()",
/// "disabled state of trigger t on public.p1".
std::string subject(const Change& change);

/// "not null", "declared here too": an attribute's name for people.
std::string label_of(std::string_view attribute);

/// The value as people read it, in the words of the syntax. An attribute that is not set is "none",
/// or what the server takes then: "default" privileges are those that nobody has granted or
/// revoked.
std::string value_text(std::string_view attribute, const std::optional<std::string>& value);

}  // namespace pgstair::catalog
