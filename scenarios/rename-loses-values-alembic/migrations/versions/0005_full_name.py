from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"
# pgstair: allow data-in-schema-revision the table is small


def copy_values(connection, to, of):
    users = sa.table("users", sa.column(to), sa.column(of))
    connection.execute(users.update().values({to: users.c[of]}))



def upgrade():
    op.add_column("users", sa.Column("full_name", sa.Text()))
    copy_values(op.get_bind(), "full_name", "name")
    op.drop_column("users", "name")


def downgrade():
    op.add_column("users", sa.Column("name", sa.Text()))
    copy_values(op.get_bind(), "name", "full_name")
    op.drop_column("users", "full_name")
