import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = ("b2", "c3")


def upgrade():
    op.create_table(
        "coloured",
        sa.Column("kind_id", sa.Integer, sa.ForeignKey("kinds.id"), primary_key=True),
        sa.Column("colour_id", sa.Integer, sa.ForeignKey("colours.id"), nullable=False),
    )
    op.execute("INSERT INTO coloured VALUES (3, 1), (4, 2)")


def downgrade():
    op.drop_table("coloured")
