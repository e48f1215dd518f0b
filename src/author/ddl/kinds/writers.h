// SPDX-License-Identifier: MIT
#pragma once

#include "author/ddl/object/context.h"

/// Those who write what is no relation. Each adds what makes a new object of its kind, without what
/// objects of every kind have (object/belongings.h).
namespace pgstair::author {

void write_extension(const Entry& extension, const Context& context, Written& written);
void write_schema(const Entry& schema, const Context& context, Written& written);
void write_language(const Entry& language, const Context& context, Written& written);
void write_access_method(const Entry& method, const Context& context, Written& written);

void write_enum(const Entry& type, const Context& context, Written& written);
void write_domain(const Entry& domain, const Context& context, Written& written);
void write_domain_constraint(const Entry& constraint, const Context& context, Written& written);
void write_composite_type(const Entry& type, const Context& context, Written& written);
void write_attribute(const Entry& attribute, const Context& context, Written& written);
void write_range_type(const Entry& type, const Context& context, Written& written);
void write_base_type(const Entry& type, const Context& context, Written& written);
/// CREATE TYPE without a definition, which functions of the type need before it can have one.
void write_type_name(const Entry& type, const Context& context, Written& written);
void write_collation(const Entry& collation, const Context& context, Written& written);
void write_conversion(const Entry& conversion, const Context& context, Written& written);

/// Functions, procedures and window functions.
void write_function(const Entry& function, const Context& context, Written& written);
void write_aggregate(const Entry& aggregate, const Context& context, Written& written);
void write_cast(const Entry& cast, const Context& context, Written& written);
void write_transform(const Entry& transform, const Context& context, Written& written);
void write_event_trigger(const Entry& trigger, const Context& context, Written& written);

void write_operator(const Entry& entry, const Context& context, Written& written);
void write_operator_family(const Entry& family, const Context& context, Written& written);
void write_operator_class(const Entry& entry, const Context& context, Written& written);

void write_text_search_parser(const Entry& parser, const Context& context, Written& written);
void write_text_search_template(const Entry& entry, const Context& context, Written& written);
void write_text_search_dictionary(const Entry& entry, const Context& context, Written& written);
void write_text_search_configuration(const Entry& entry, const Context& context, Written& written);

void write_foreign_data_wrapper(const Entry& wrapper, const Context& context, Written& written);
void write_foreign_server(const Entry& server, const Context& context, Written& written);
void write_user_mapping(const Entry& mapping, const Context& context, Written& written);

void write_statistics(const Entry& statistics, const Context& context, Written& written);
void write_publication(const Entry& publication, const Context& context, Written& written);
/// ADD TABLE or ADD TABLES IN SCHEMA, of a publication that is there.
void write_publication_member(const Entry& member, const Context& context, Written& written);
void write_subscription(const Entry& subscription, const Context& context, Written& written);

void write_default_privileges(const Entry& entry, const Context& context, Written& written);
void write_database_setting(const Entry& setting, const Context& context, Written& written);

/// "tables" of the default privileges "tables for alice in s".
std::string sort_of_default_privileges(const Entry& entry);
/// "alice" of them.
std::string role_of_default_privileges(const Entry& entry);

}  // namespace pgstair::author
